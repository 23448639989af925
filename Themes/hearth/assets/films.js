// Shows a film where its link stands, once somebody has asked for it. Nothing is loaded before that, and
// without this file the link leads to the film.

const hosts = ["www.youtube-nocookie.com", "player.vimeo.com"];

function player(link) {
  const address = new URL(link.href);
  if (address.protocol === "https:" && hosts.includes(address.host)) {
    const frame = document.createElement("iframe");
    address.searchParams.set("autoplay", "1");
    frame.src = address.href;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    return frame;
  }
  if (address.origin === location.origin) {
    const film = document.createElement("video");
    film.src = address.href;
    film.controls = true;
    film.autoplay = true;
    return film;
  }
  return null;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.video-link") : null;
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const shown = link && isPlain ? player(link) : null;
  if (!shown) return;
  event.preventDefault();
  const title = link.closest(".block-video")?.querySelector(".block-title") ?? link;
  const picture = link.querySelector("img");
  shown.title = title.textContent.trim() || (picture ? picture.alt : "");
  shown.className = "video-player";
  shown.tabIndex = 0;
  link.replaceWith(shown);
  shown.focus();
});

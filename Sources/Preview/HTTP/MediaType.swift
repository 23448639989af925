/// What a browser is told that a file is, by the end of its name; bytes are never guessed from.
func mediaType(ofPath path: String) -> String {
  let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[$0...].dropFirst() } ?? path[...]
  let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
  let ending = dot.map { String(decoding: lowercased(name[$0...].dropFirst().utf8), as: UTF8.self) }
  return mediaTypes[ending ?? ""] ?? "application/octet-stream"
}

private let mediaTypes: [String: String] = [
  "atom": "application/atom+xml; charset=utf-8",
  "avif": "image/avif",
  "css": "text/css; charset=utf-8",
  "csv": "text/csv; charset=utf-8",
  "gif": "image/gif",
  "htm": "text/html; charset=utf-8",
  "html": "text/html; charset=utf-8",
  "ico": "image/x-icon",
  "ics": "text/calendar; charset=utf-8",
  "jpeg": "image/jpeg",
  "jpg": "image/jpeg",
  "js": "text/javascript; charset=utf-8",
  "json": "application/json",
  "m4a": "audio/mp4",
  "map": "application/json",
  "md": "text/markdown; charset=utf-8",
  "mjs": "text/javascript; charset=utf-8",
  "mp3": "audio/mpeg",
  "mp4": "video/mp4",
  "ogg": "audio/ogg",
  "otf": "font/otf",
  "pdf": "application/pdf",
  "png": "image/png",
  "svg": "image/svg+xml",
  "ttf": "font/ttf",
  "txt": "text/plain; charset=utf-8",
  "vcf": "text/vcard; charset=utf-8",
  "vtt": "text/vtt; charset=utf-8",
  "wasm": "application/wasm",
  "webm": "video/webm",
  "webmanifest": "application/manifest+json",
  "webp": "image/webp",
  "woff": "font/woff",
  "woff2": "font/woff2",
  "xml": "application/xml; charset=utf-8",
  "zip": "application/zip",
]

# The same site for Pelican: the same articles, and a theme with the same parts as Hearth.
AUTHOR = SITENAME = "A Practice of Many Words"
SITESUBTITLE = "Made up to be measured."
SITEURL = "https://example.org"
PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "America/New_York"
DEFAULT_LANG = "en"
DEFAULT_CATEGORY = "articles"
MARKDOWN = {"extension_configs": {"markdown.extensions.tables": {}, "markdown.extensions.footnotes": {},
                                  "markdown.extensions.meta": {}}, "output_format": "html5"}
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
DRAFT_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"index": 10, "tag": 10}
FEED_ALL_RSS = "feed.xml"
FEED_ALL_ATOM = "atom.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20

"""A browser reduced to what a login needs: cookies, redirects followed by hand, forms filled in."""

import html.parser
import urllib.parse

import requests

MOST_REDIRECTS = 10


class Form(html.parser.HTMLParser):
    """The page's one form: where it goes and what its fields hold."""

    def __init__(self, page):
        super().__init__()
        self.action = None
        self.fields = {}
        self.feed(page.text)
        assert self.action, f"no form on the page:\n{page.text}"
        self.action = urllib.parse.urljoin(page.url, self.action)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.action = attributes["action"]
        elif tag in ("input", "button") and "name" in attributes:
            self.fields[attributes["name"]] = attributes.get("value") or ""


class Visitor:
    """Visits one origin; whatever leads elsewhere is handed back as an address instead of followed."""

    def __init__(self, origin):
        self.origin = origin
        self.session = requests.Session()

    def follow(self, answer):
        """The page or the address (a string) where the redirects end."""
        for _ in range(MOST_REDIRECTS):
            if answer.status_code not in (302, 303):
                return answer
            target = urllib.parse.urljoin(answer.url, answer.headers["location"])
            parts = urllib.parse.urlsplit(target)
            if f"{parts.scheme}://{parts.netloc}" != self.origin:
                return target
            answer = self.session.get(target, allow_redirects=False, timeout=30)
        raise AssertionError(f"more than {MOST_REDIRECTS} redirects")

    def open(self, url):
        """Opens an address."""
        return self.follow(self.session.get(url, allow_redirects=False, timeout=30))

    def post_from_elsewhere(self, url, fields):
        """A form of another site posts here: the browser sends no `Lax` cookie."""
        headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
        return requests.post(url, data=fields, headers=headers, allow_redirects=False, timeout=30)

    def submit(self, page, values=None):
        """Fills in the page's form and sends it."""
        form = Form(page)
        headers = {"origin": self.origin, "sec-fetch-site": "same-origin"}
        fields = {**form.fields, **(values or {})}
        return self.follow(self.session.post(form.action, data=fields, headers=headers, allow_redirects=False, timeout=30))

"""A page as a browser sees it: its text, its links, and its forms with every field that they would send."""

import re

from lxml import html


class Field:
    """An input of a form: what it holds now, and what it offers."""

    def __init__(self, name, kind, values, options=None):
        self.name = name
        self.kind = kind
        self.values = list(values)
        self.options = options


class Form:
    """A form with its fields filled as the page fills them. What is not on the page cannot be filled in."""

    def __init__(self, element, page):
        self.action = element.get("action") or page.path
        self.method = (element.get("method") or "get").lower()
        self.enctype = element.get("enctype") or "application/x-www-form-urlencoded"
        self.resumable = element.get("data-resumable")
        self.page = page
        self.fields = {}
        self.buttons = []
        self.files = {}
        for item in element.iter("input", "select", "textarea", "button"):
            self._take(item)

    def _take(self, item):
        name = item.get("name")
        if item.tag == "button":
            self.buttons.append((name, item.get("value") or "", item.text_content().strip(), item.get("formaction")))
            return
        if not name:
            return
        if item.tag == "select":
            options = [option.get("value", option.text_content()) for option in item.iter("option")]
            chosen = [option.get("value", "") for option in item.iter("option") if option.get("selected") is not None]
            self.fields[name] = Field(name, "select", chosen or options[:1], options)
        elif item.tag == "textarea":
            # The line end after the opening tag is not part of the content (HTML §13.1.2.5).
            self.fields[name] = Field(name, "textarea", [re.sub(r"\A\r?\n", "", item.text or "")])
        elif item.get("type") in ("radio", "checkbox"):
            field = self.fields.setdefault(name, Field(name, item.get("type"), [], []))
            field.options.append(item.get("value", "on"))
            if item.get("checked") is not None:
                field.values.append(item.get("value", "on"))
        else:
            self.fields[name] = Field(name, item.get("type") or "text", [item.get("value") or ""])

    def fill(self, **answers):
        """Fills fields in. The names of answers have `_` for each dash."""
        for name, value in answers.items():
            self.set(name, value)
        return self

    def set(self, name, value):
        """Fills one field in; it must be on the page and, where it offers answers, offer this one."""
        field = self.fields.get(name) or self.fields.get(name.replace("_", "-"))
        assert field, f"no field {name} in {sorted(self.fields)} on {self.page.path}"
        if field.kind == "file":
            files = value if isinstance(value, list) else [value]
            for file in files:
                assert len(file) == 3, "a file is its name, its bytes and its type"
            self.files[field.name] = files
            return self
        values = [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
        if field.options is not None:
            for one in values:
                assert one in field.options, f"{field.name} offers {field.options}, not {one}"
        field.values = values
        return self

    def rows(self, table, rows, person):
        """Fills a table in, asking the page for more rows as a person would. Gives the form of the last page."""
        form = self
        for index, row in enumerate(rows):
            if f"{table}.{index}.{next(iter(row))}" not in form.fields:
                form = form.send(person, button=("add", table)).form(having=f"{table}.0.{next(iter(row))}")
            for column, value in row.items():
                form.set(f"{table}.{index}.{column}", value)
        return form

    def pairs(self):
        """The names and values that a browser would send."""
        sent = []
        for field in self.fields.values():
            if field.kind != "file":
                sent += [(field.name, value) for value in field.values]
        return sent

    def value(self, name):
        return (self.fields[name].values or [""])[0]

    def send(self, person, button=None, expect=None):
        """Sends the form with one of its buttons: by its words, or by its name and value."""
        pairs = self.pairs()
        action = self.action
        if button is not None:
            fitting = [one for one in self.buttons if one[2] == button or (one[0], one[1]) == button]
            assert fitting, f"no button {button} among {[one[:3] for one in self.buttons]} on {self.page.path}"
            name, value, _, other = fitting[0]
            action = other or action
            if name:
                pairs.append((name, value))
        return person.post(action, pairs, self.files if self.enctype.startswith("multipart") else None, expect=expect)


class Page:
    """An answer to a person."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.path = re.sub(r"\Ahttps?://[^/]+", "", response.url)
        self.body = response.text
        self.tree = html.fromstring(response.content.decode("utf-8")) if self._is_html() else None

    def _is_html(self):
        return self.response.headers.get("Content-Type", "").startswith("text/html") and bool(self.response.content)

    @property
    def heading(self):
        return self.tree.findtext(".//h1").strip() if self.tree is not None else ""

    @property
    def text(self):
        """The words of the page, without space between them."""
        return re.sub(r"\s+", "", self.tree.text_content()) if self.tree is not None else self.body

    @property
    def problem(self):
        """What stands against the act, as the page tells it."""
        box = self.tree.xpath('//*[@id="problem"]') if self.tree is not None else []
        return re.sub(r"\s+", " ", box[0].text_content()).strip() if box else ""

    @property
    def token(self):
        """What every form of the session carries."""
        return self.tree.xpath('//input[@name="csrf"]/@value')[0]

    def forms(self):
        return [Form(element, self) for element in self.tree.iter("form")]

    def form(self, having=None, action=None):
        """The form that has a field of that name, or whose address ends so; the only one of the content otherwise."""
        forms = [form for form in self.forms() if not form.action.endswith("/sign-out")]
        if having:
            forms = [form for form in forms if having in form.fields]
        if action:
            forms = [form for form in forms if form.action.endswith(action)]
        assert forms, f"no form with {having or action or 'fields'} on {self.path} ({self.status}): {self.text[:400]}"
        return forms[0]

    def links(self, containing=""):
        return [link.get("href") for link in self.tree.iter("a") if containing in (link.get("href") or "")]

/* Comfort on top of pages that are whole without it: real buttons for menu and search, Escape, copy and print.
   The theme's own switches are two checkboxes, __drawer and __search; the buttons of prongsai/frame.py work them. */
(() => {
  "use strict";
  const byId = id => document.getElementById(id);
  const drawer = byId("__drawer"), search = byId("__search");
  const buttons = [...document.querySelectorAll("[data-pr-toggle]")];
  const opener = toggle => buttons.find(b => b.dataset.prToggle === toggle.id && b.offsetParent);
  const narrow = matchMedia("(max-width: 76.2344em)");

  // what lies behind the open menu is out of reach for the keyboard too
  function follow() {
    for (const button of buttons) button.setAttribute("aria-expanded", byId(button.dataset.prToggle).checked);
    const covered = drawer && drawer.checked && narrow.matches;
    for (const part of document.querySelectorAll(".md-header, .md-content, .md-footer, .md-banner, .md-sidebar--secondary"))
      part.inert = covered;
  }

  function close(toggle) {
    if (toggle.checked) toggle.click();
    follow();
    opener(toggle)?.focus();
  }

  document.addEventListener("change", follow);
  narrow.addEventListener("change", follow);
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    if (drawer?.checked) close(drawer);
    else if (search?.checked) setTimeout(() => close(search)); // after the theme's own handler
  });

  document.addEventListener("click", event => {
    const at = selector => event.target.closest?.(selector);
    const button = at("[data-pr-toggle]");
    if (button) open(byId(button.dataset.prToggle));
    if (at("[data-pr-close]")) close(drawer);
    if (at("[data-pr-copy]")) copy(at("[data-pr-copy]"));
    if (at("[data-pr-print]")) printOne(at("[data-pr-print]"));
  });

  function open(toggle) {
    toggle.click();
    follow();
    if (!toggle.checked) return;
    const first = toggle === search ? ".md-search__input" : ".pr-nav button, .pr-nav a";
    requestAnimationFrame(() => document.querySelector(first)?.focus());
  }

  async function copy(button) {
    const address = location.href.split("#")[0] + (button.dataset.prCopy && "#" + button.dataset.prCopy);
    const said = button.parentElement.querySelector("[role=status]");
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = button.dataset.prDone;
    } catch {
      said.textContent = address; // no clipboard here: an address to read is better than nothing
    }
  }

  function printOne(button) {
    const card = button.closest(".pr-card");
    const mark = on => {
      document.body.classList.toggle("pr-print-one", on);
      card.classList.toggle("pr-print-this", on);
    };
    if (card) {
      mark(true);
      addEventListener("afterprint", () => mark(false), { once: true });
    }
    print();
  }

  for (const tools of document.querySelectorAll(".pr-tools[hidden]")) tools.hidden = false;

  // the theme's search waits for a key to come up; words that are spoken, pasted or picked by a phone have no key
  for (const field of document.querySelectorAll(".md-search__input"))
    field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { key: "Unidentified" })));

  // a table that fits needs no stop for the keyboard
  const fit = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth;
      target.classList.toggle("pr-scroll--fits", !wide);
      if (wide) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const region of document.querySelectorAll(".pr-scroll")) fit.observe(region);

  // a count leads to its members, so they open
  function unfold() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
  follow();
})();

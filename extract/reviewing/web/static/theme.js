// Before the page is drawn: without a choice of theme, take that of the system.
if (!document.documentElement.dataset.theme) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.setAttribute("data-theme", dark.matches ? "dark" : "light");
  dark.addEventListener("change", follow);
  follow();
}

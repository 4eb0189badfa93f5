/**
 * Why: a person who reads must never be moved. Changes run inside `keep`, which holds either the end of the log
 * or the first message that is seen where it was.
 */

const NEAR = 48;

export class Scroll {
  #end = true;
  #top = 0;

  /** @param {HTMLElement} scroller @param {HTMLElement} list whose children carry data-key */
  constructor(scroller, list) {
    this.scroller = scroller;
    this.list = list;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    if ("ResizeObserver" in window) {
      // The list too: a picture or a map that is drawn late must not push the last buttons out of sight.
      const grows = new ResizeObserver(() => this.#end && this.toEnd());
      [scroller, list].forEach((one) => grows.observe(one));
    }
  }

  /** Only going up leaves the end; a page that shrinks or grows under one's eyes does not. */
  #scrolled() {
    const { scrollTop } = this.scroller;
    if (this.#measure()) this.#end = true;
    else if (scrollTop < this.#top) this.#end = false;
    this.#top = scrollTop;
  }

  #measure() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  atEnd() {
    return this.#end;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#end = true;
  }

  /** What is read: the first block in sight and how far below the upper edge it begins. */
  reading() {
    const top = this.scroller.getBoundingClientRect().top;
    for (const block of this.list.children) {
      const box = block.getBoundingClientRect();
      if (box.bottom > top) return { key: block.dataset.key, id: Number(block.dataset.ids.split(" ")[0]), offset: box.top - top };
    }
    return null;
  }

  /** @returns {boolean} whether that block is here */
  putBack({ key, offset }) {
    const block = this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!block) return false;
    this.scroller.scrollTop += block.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - offset;
    this.#end = this.#measure();
    return true;
  }

  keep(change) {
    const end = this.#end;
    const place = end ? null : this.reading();
    change();
    if (end) this.toEnd();
    else if (place) this.putBack(place);
  }

  /** Bring a block into sight and to attention. */
  show(block) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    block.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    block.classList.remove("lit");
    requestAnimationFrame(() => block.classList.add("lit"));
  }
}

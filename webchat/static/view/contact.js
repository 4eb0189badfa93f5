/** Why: a phone number is given on purpose: seen, correctable, and only after an own tap. */
import { button, el } from "../dom.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";

/** @param {{name: string, send: (contact: {phone_number: string, first_name: string}) => void}} how */
export function openContact({ name, send }) {
  const phone = el("input", { id: "contact-phone", type: "tel", autocomplete: "tel", inputmode: "tel", required: true });
  const who = el("input", { id: "contact-name", type: "text", autocomplete: "name", maxlength: "64", required: true, value: name });
  const said = el("p", { class: "said", role: "alert" });
  const form = el("form", { class: "form", novalidate: true },
    el("label", { for: phone.id, text: t("contact.phone") }), phone,
    el("label", { for: who.id, text: t("contact.name") }), who, said,
    button(t("contact.send"), { name: "send", class: "main", type: "submit" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = phone.value.replace(/[\s()-]/g, "");
    if (!/^\+?\d{5,15}$/.test(number)) {
      said.textContent = t("contact.badPhone");
      phone.focus();
      return;
    }
    dialog.close();
    send({ phone_number: number, first_name: who.value.trim() || name });
  });
  const dialog = openDialog({ title: t("contact.title"), body: [el("p", { text: t("contact.why") }), form] });
  phone.focus();
}

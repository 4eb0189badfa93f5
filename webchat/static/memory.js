/**
 * Why: small things that a reload must not lose (settings, drafts, where one was reading), in one place and
 * behind one prefix; a browser that refuses storage only forgets them.
 */

const PREFIX = "doorstep.";

function read(area, key) {
  try {
    return JSON.parse(area().getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function write(area, key, value) {
  try {
    if (value === null || value === "") area().removeItem(PREFIX + key);
    else area().setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage must not keep anyone from chatting.
  }
}

const device = () => localStorage;
const tab = () => sessionStorage;

/** Kept on the device. */
export const recall = (key) => read(device, key);
export const remember = (key, value) => write(device, key, value);

/** Kept for this tab only. */
export const recallHere = (key) => read(tab, key);
export const rememberHere = (key, value) => write(tab, key, value);

const hidden = "x";

/** Hexadecimal digits and colons that could be an address. What is none stays as it is. */
const colons = /(?<![\w.:-])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?::?\d{1,3}(?:\.\d{1,3}){3})?(?![\w:-]|\.\d)/gi;

const dots = /(?<![\d.])(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}(?!\d|\.\d)/g;

/**
 * Masks the addresses in a text: the second half of an IPv4 address and all but the first 32 bits of an IPv6 address.
 * Names stay, also those that browsers make up to hide an address (`….local`).
 */
export function maskAddresses(text: string): string {
  const without6 = text.replace(colons, (found) => (isIpv6(found) ? maskIpv6(found) : found));
  return without6.replace(dots, `$1.${hidden}.${hidden}`);
}

/** A time of day has colons too, but neither two in a row nor seven. */
function isIpv6(text: string): boolean {
  const colons = text.split(":").length - 1;
  return text.includes("::") ? /[0-9a-f]/i.test(text) : colons === 7 || (colons === 6 && text.includes("."));
}

function maskIpv6(address: string): string {
  const [head = ""] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const [first = "0", second = "0"] = groups;
  return `${first}:${second}:${hidden}`;
}

package chat.passerby.session;

/**
 * What stands for a visitor's address where it is kept; see {@link AddressTags}.
 *
 * @param value letters, digits and {@code . _ -}
 */
public record AddressTag(String value) {}

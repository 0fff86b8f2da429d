package chat.passerby;

import chat.passerby.settings.Secret;

/**
 * The secrets that all nodes share.
 *
 * @param tokens signs session tokens and device ids
 * @param addresses keys the tags of IP addresses
 */
public record NodeSecrets(Secret tokens, Secret addresses) {}

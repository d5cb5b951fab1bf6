package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.jenkins.plugins.kubesphere.devops.api.text.NamePrefix;
import java.security.SecureRandom;

/**
 * Makes random names, of 27^10 possible ones for a prefix, so that a repeated request is recognised by its name. Kubernetes
 * makes names for {@code generateName}, too, but then a request that the client sends again, because its answer was lost,
 * makes another object.
 */
final class UniqueNames {
    private static final int SUFFIX_LENGTH = 10;
    /** Kubernetes allows 253 for these kinds, but a project gives its name to its namespace, which has at most 63. */
    private static final int MAX_LENGTH = 63;
    /** Those that Kubernetes uses: they make no words. */
    private static final String CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private UniqueNames() {}

    /** @param prefix as in {@code metadata.generateName}; if it is too long, it is cut, and a hyphen follows */
    static String next(String prefix) {
        int max = MAX_LENGTH - SUFFIX_LENGTH;
        StringBuilder name = new StringBuilder(prefix.length() > max ? NamePrefix.of(prefix, max) : prefix);
        RANDOM.ints(SUFFIX_LENGTH, 0, CHARACTERS.length())
                .mapToObj(CHARACTERS::charAt)
                .forEach(name::append);
        return name.toString();
    }
}

package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.text.GitUrl;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a repository, without the parts in which its URLs differ: protocol, user, default port and {@code .git}.
 * The comparison is case-insensitive, as on all hosts with webhooks.
 *
 * @param host with the port if that is not the default; empty if unknown
 * @param path without slashes at its ends
 */
record RepositoryAddress(String host, String path) {
    private static final String SUFFIX = ".git";

    RepositoryAddress {
        host = host.toLowerCase(Locale.ROOT);
        path = path.toLowerCase(Locale.ROOT);
    }

    /** Reads a URL, or the short form {@code user@host:path}; empty for anything else, and for null. */
    static Optional<RepositoryAddress> parse(String url) {
        return Optional.ofNullable(url)
                .map(String::strip)
                // Lower case makes other letters equal to those of ASCII.
                .filter(text -> text.chars().allMatch(character -> character <= '~'))
                .flatMap(GitUrl::parse)
                .flatMap(read -> create(read.hostAndPort(), read.path()));
    }

    private static Optional<RepositoryAddress> create(String host, String path) {
        String trimmed = trimSlashes(path);
        String name = trimmed.endsWith(SUFFIX)
                ? trimSlashes(trimmed.substring(0, trimmed.length() - SUFFIX.length()))
                : trimmed;
        return name.isEmpty() ? Optional.empty() : Optional.of(new RepositoryAddress(host, name));
    }

    static String trimSlashes(String path) {
        int begin = 0;
        int end = path.length();
        while (begin < end && path.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(begin, end);
    }

    /** Whether both are the same repository, as far as their hosts are known. */
    boolean matches(RepositoryAddress other) {
        return path.equals(other.path) && (host.isEmpty() || other.host.isEmpty() || host.equals(other.host));
    }
}

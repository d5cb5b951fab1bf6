package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A push.
 *
 * @param repositories the addresses of the repository, at least one
 * @param refs the branches and tags that were pushed
 */
record PushEvent(Set<RepositoryAddress> repositories, List<PushedRef> refs) {
    /**
     * A branch or tag.
     *
     * @param name for example {@code refs/heads/main}
     * @param deleted whether the push deleted it
     */
    record PushedRef(String name, boolean deleted) {}

    private static final int MAX_REPOSITORIES = 8;
    private static final int MAX_REFS = 1_000;

    /** @throws KapisException 400, if it has more repositories or refs than the push of any provider */
    PushEvent {
        if (repositories.size() > MAX_REPOSITORIES || refs.size() > MAX_REFS) {
            throw KapisException.badRequest("the push has more than " + MAX_REFS + " branches and tags, or more than "
                    + MAX_REPOSITORIES + " addresses of a repository; send them in several pushes");
        }
        repositories = Set.copyOf(repositories);
        refs = List.copyOf(refs);
    }

    /**
     * Creates the event of a push to the repository with these URLs.
     *
     * @param urls null and text that is not a URL are left out
     * @return empty if no address is left
     * @throws KapisException as the constructor
     */
    static Optional<PushEvent> of(Stream<String> urls, List<PushedRef> refs) {
        return of(urls.map(RepositoryAddress::parse).flatMap(Optional::stream).collect(Collectors.toSet()), refs);
    }

    /** Like {@link #of(Stream, List)}, with addresses that were read. */
    static Optional<PushEvent> of(Set<RepositoryAddress> repositories, List<PushedRef> refs) {
        return repositories.isEmpty() ? Optional.empty() : Optional.of(new PushEvent(repositories, refs));
    }
}

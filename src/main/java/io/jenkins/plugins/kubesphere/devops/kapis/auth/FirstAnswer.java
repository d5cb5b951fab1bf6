package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks several servers in their order, until one gives an answer. */
final class FirstAnswer {
    private FirstAnswer() {}

    /**
     * Asks the servers.
     *
     * @param question returns empty if the server has no answer
     * @return empty if no server has one
     * @throws ReviewUnavailableException if a server could not be asked, and no other one has an answer
     */
    static <S, A> Optional<A> find(List<S> servers, Function<S, Optional<A>> question) {
        ReviewUnavailableException failure = null;
        for (S server : servers) {
            try {
                Optional<A> answer = question.apply(server);
                if (answer.isPresent()) {
                    return answer;
                }
            } catch (ReviewUnavailableException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }
}

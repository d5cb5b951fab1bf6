package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import java.util.List;
import java.util.Optional;

/** A session whose state the test sets. */
final class FakeSession implements Session {
    volatile Throwable failure;
    volatile List<String> unwatched = List.of();
    volatile List<LocalizableProblem> causes = List.of();
    volatile List<LocalizableProblem> partialProblems = List.of();
    volatile boolean refused;
    volatile boolean closed;

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public List<String> unwatchedKinds() {
        return unwatched;
    }

    @Override
    public List<LocalizableProblem> partialProblems() {
        return partialProblems;
    }

    @Override
    public boolean wasRefused() {
        boolean was = refused;
        refused = false;
        return was;
    }

    @Override
    public List<LocalizableProblem> diagnose() {
        return causes;
    }

    @Override
    public void close() {
        closed = true;
    }
}

package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The inputs that a build waits for, the oldest first. Branches of {@code parallel} can wait for several. */
final class PendingInputs {
    private record PendingInput(RunSnapshot.Input input, BlockingQueue<Boolean> answer) {}

    private final Queue<PendingInput> pending = new ConcurrentLinkedQueue<>();
    private final Runnable onChange;

    /** @param onChange called when an input is added or removed */
    PendingInputs(Runnable onChange) {
        this.onChange = onChange;
    }

    /** Waits for the answer to an input; returns true for "proceed". */
    boolean awaitAnswer(RunSnapshot.Input input) throws InterruptedException {
        PendingInput pendingInput = new PendingInput(input, new LinkedBlockingQueue<>());
        pending.add(pendingInput);
        try {
            onChange.run();
            return pendingInput.answer.take();
        } finally {
            pending.remove(pendingInput);
            onChange.run();
        }
    }

    Optional<RunSnapshot.Input> first() {
        return Optional.ofNullable(pending.peek()).map(PendingInput::input);
    }

    /** Answers an input; returns false if the build does not wait for it. */
    boolean answer(String id, boolean proceed) {
        Optional<PendingInput> pendingInput = pending.stream()
                .filter(candidate -> candidate.input.id().equals(id))
                .findFirst();
        return pendingInput
                .filter(pending::remove)
                .map(answered -> answered.answer.add(proceed))
                .isPresent();
    }
}

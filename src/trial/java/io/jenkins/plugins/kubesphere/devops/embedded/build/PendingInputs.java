package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The questions for which a build waits: several, if branches of {@code parallel} ask. The first asked comes first. */
final class PendingInputs {
    private record Question(RunSnapshot.Input input, BlockingQueue<Boolean> answer) {}

    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable onChange;

    /** @param onChange called when a question comes or goes */
    PendingInputs(Runnable onChange) {
        this.onChange = onChange;
    }

    /** Asks a person, and waits for the answer. */
    boolean ask(RunSnapshot.Input input) throws InterruptedException {
        Question question = new Question(input, new LinkedBlockingQueue<>());
        waiting.add(question);
        try {
            onChange.run();
            return question.answer.take();
        } finally {
            waiting.remove(question);
            onChange.run();
        }
    }

    Optional<RunSnapshot.Input> first() {
        return Optional.ofNullable(waiting.peek()).map(Question::input);
    }

    /** Gives false if nobody waits for that answer. */
    boolean answer(String id, boolean proceed) {
        Optional<Question> asked = waiting.stream()
                .filter(question -> question.input.id().equals(id))
                .findFirst();
        return asked.filter(waiting::remove)
                .map(question -> question.answer.add(proceed))
                .isPresent();
    }
}

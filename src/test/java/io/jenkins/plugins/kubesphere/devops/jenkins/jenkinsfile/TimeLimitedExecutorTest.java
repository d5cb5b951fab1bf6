package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitedExecutorTest {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final TimeLimitedExecutor executor = new TimeLimitedExecutor(Duration.ofSeconds(1), 2);

    @AfterEach
    void end() {
        ended.set(true);
    }

    @Test
    void theResultOfTheTaskIsReturned() {
        assertThat(executor.<String>call(() -> "done")).isEqualTo("done");
    }

    @Test
    void aTooLongTaskIsRefusedAndTheNextOneRuns() {
        assertThatThrownBy(() -> executor.call(this::runWithoutEnd))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage("the Jenkinsfile or its JSON takes longer than 1 s to read; use fewer nested brackets");

        assertThat(executor.<String>call(() -> "done")).isEqualTo("done");
    }

    @Test
    void theNumberOfBlockedThreadsIsLimited() {
        assertThatThrownBy(() -> executor.call(this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);
        assertThatThrownBy(() -> executor.call(this::runWithoutEnd)).isInstanceOf(EngineRefusalException.class);

        assertThatThrownBy(() -> executor.call(() -> "done"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("restart Jenkins");

        ended.set(true);
        await("a thread is free again").until(() -> {
            try {
                return executor.<String>call(() -> "done").equals("done");
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    @Test
    void aTaskWithATooDeepStackIsRefused() {
        assertThatThrownBy(() -> executor.call(() -> depth(0)))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage("the Jenkinsfile or its JSON is nested too deeply; use fewer levels of blocks");
    }

    @Test
    void exceptionsOfTheTaskAreThrown() {
        assertThatThrownBy(() -> executor.call(() -> {
                    throw new EngineRefusalException(EngineRefusalException.Reason.NOT_CONVERTIBLE, "no");
                }))
                .isInstanceOf(EngineRefusalException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> executor.call(() -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("gone");
    }

    /** Runs without end and ignores interrupts, as Groovy's parser does. */
    private String runWithoutEnd() {
        while (!ended.get()) {
            Thread.onSpinWait();
        }
        return "";
    }

    private static int depth(int from) {
        return from < 0 ? from : depth(from + 1) + 1;
    }
}

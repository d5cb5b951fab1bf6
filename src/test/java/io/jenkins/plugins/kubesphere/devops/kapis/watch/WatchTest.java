package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.support.LogRecorder;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch while the server that checks callers does not answer. */
class WatchTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration CHECK = Duration.ofMillis(200);
    private static final String END =
            "event: end\ndata: the server that checks callers does not answer; watch again in a few seconds\n\n";

    private final FakeContainer container = new FakeContainer();
    private final ReviewedAnswer answer = new ReviewedAnswer();
    private final LogRecorder log =
            LogRecorder.start("io.jenkins.plugins.kubesphere.devops.kapis.watch", Level.WARNING);
    private Watch watch;

    @BeforeEach
    void open() throws IOException {
        EventStream stream = container.open(new CallRecorder());
        watch = new Watch(
                stream,
                answer,
                Optional.empty(),
                (target, id, value) -> {
                    byte[] data = value.toString().getBytes(StandardCharsets.UTF_8);
                    target.send(id, "change", data);
                    return data.length;
                },
                new WatchTimings(NEVER, CHECK, NEVER, NEVER, NEVER, NEVER));
        pump();
        assertThat(container.written()).endsWith("data: 0\n\n");
    }

    @AfterEach
    void stop() {
        log.close();
    }

    private void pump() {
        if (watch.begin()) {
            watch.update();
        }
    }

    private void pumpUntilChecked(int checks) {
        int before = answer.checks;
        await("checks").until(() -> {
            pump();
            return answer.checks >= before + checks;
        });
    }

    @Test
    void nothingIsShownBeforeTheRightIsConfirmedAgain() {
        answer.checksFail = true;
        pumpUntilChecked(1);
        answer.version = 1;
        for (int i = 0; i < 3; i++) {
            watch.onChange(null);
            pump();
        }
        assertThat(container.written()).endsWith("data: 0\n\n");

        answer.checksFail = false;
        pumpUntilChecked(1);

        assertThat(container.written()).endsWith("data: 1\n\n");
        pumpUntilChecked(4);
        assertThat(container.written()).doesNotContain("event: end");
        assertThat(log.records()).isEmpty();
    }

    @Test
    void aWatchEndsIfTheRightIsNotConfirmedForLong() {
        long begun = System.nanoTime();
        answer.checksFail = true;

        await("the end").until(() -> {
            pump();
            return container.written().endsWith(END);
        });

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(CHECK.multipliedBy(2));
        assertThat(answer.checks).isEqualTo(3);
        assertThat(log.records()).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("A watch was ended: 10.0.0.1 does not answer");
            assertThat(line.getThrown()).isNull();
        });
    }

    /** A list of what the caller may see asks for rights, too. */
    @Test
    void aChangeThatCannotBeReadNowIsReadWithTheNextCheck() {
        answer.version = 1;
        answer.readsFail = true;
        watch.onChange(null);
        pump();
        answer.readsFail = false;

        pumpUntilChecked(1);

        assertThat(container.written()).endsWith("data: 1\n\n");
        assertThat(log.records()).isEmpty();
    }

    @Test
    void aWatchEndsIfItCannotBeReadForLong() {
        answer.readsFail = true;
        watch.onChange(null);

        await("the end").until(() -> {
            pump();
            return container.written().endsWith(END);
        });

        assertThat(answer.checks).isBetween(2, 3);
    }

    private static final class ReviewedAnswer implements Watchable {
        private int version;
        private int checks;
        private boolean checksFail;
        private boolean readsFail;

        @Override
        public VersionedReply read() {
            throwIf(readsFail);
            int value = version;
            return new VersionedReply(EntityTag.builder().add(value).build(), () -> value);
        }

        @Override
        public void checkRights() {
            checks++;
            throwIf(checksFail);
        }

        private static void throwIf(boolean fails) {
            if (fails) {
                throw new ReviewUnavailableException("10.0.0.1 does not answer", null);
            }
        }

        @Override
        public boolean mayShow(ObjectChange change) {
            return true;
        }

        @Override
        public boolean showsBuilds() {
            return false;
        }
    }
}

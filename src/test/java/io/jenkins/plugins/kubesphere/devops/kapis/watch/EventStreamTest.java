package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final FakeContainer container = new FakeContainer();
    private final CallRecorder told = new CallRecorder();

    @Test
    void aRequestEndsIfItsStreamCannotBeOpened() {
        List<String> calls = new ArrayList<>();
        HttpServletResponse response = FakeContainer.proxy(HttpServletResponse.class, (self, method, arguments) -> {
            if (method.getName().equals("getOutputStream")) {
                throw new IOException("gone");
            }
            return null;
        });
        AsyncContext context = FakeContainer.proxy(AsyncContext.class, (self, method, arguments) -> {
            calls.add(method.getName());
            return method.getName().equals("getResponse") ? response : null;
        });

        assertThatThrownBy(() -> EventStream.open(context, told))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThat(calls).endsWith("complete");
    }

    /** Otherwise one that is sent while an event is made would release the memory that was reserved for that. */
    @Test
    void aHeartbeatIsNotAnEventThatWasTaken() throws Exception {
        EventStream stream = container.open(told);

        beat(stream);
        assertThat(container.written()).isEqualTo(":\n\n");
        assertThat(told.calls).isEmpty();

        stream.send("1", "change", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(container.written()).endsWith("id: 1\nevent: change\ndata: {}\n\n");
        assertThat(told.calls).containsExactly("taken");

        beat(stream);
        assertThat(told.calls).containsExactly("taken");
    }

    /** As a server may do that uses the objects of a request again. */
    @Test
    void aStreamEndsWhateverTheServerThrows() throws Exception {
        EventStream stream = container.open(told);
        container.failure = new NullPointerException("recycled");

        beat(stream);

        assertThat(stream.isClosed()).isTrue();
        assertThat(told.calls).containsExactly("closed");
        assertThat(container.calls).endsWith("complete");
    }

    private static void beat(EventStream stream) {
        stream.beatIfDue(System.nanoTime(), Duration.ZERO, Duration.ofHours(1));
    }
}

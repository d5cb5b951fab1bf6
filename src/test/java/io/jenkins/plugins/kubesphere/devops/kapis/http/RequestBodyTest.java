package io.jenkins.plugins.kubesphere.devops.kapis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final int MANY = 10_000_000;

    @Test
    void aBodyThatTakesTooLongIsNotReadToItsEnd() {
        RequestBody body = body(MANY, 1, Duration.ofMillis(50), Duration.ofSeconds(1));

        assertThatThrownBy(body::readBytes)
                .isInstanceOfSatisfying(
                        KapisException.class, e -> assertThat(e.status()).isEqualTo(408))
                .hasMessage("the body did not arrive in 1 seconds; send it faster");
        assertThatThrownBy(body::discard).isInstanceOfSatisfying(KapisException.class, e -> assertThat(e.status())
                .isEqualTo(408));
    }

    @Test
    void aBodyWithoutALengthIsReadUpToTheLimit() {
        assertThat(body(RequestBody.MAX_BYTES, 8_192, Duration.ZERO, Duration.ofMinutes(1))
                        .readBytes())
                .hasSize(RequestBody.MAX_BYTES);
        assertThatThrownBy(() -> body(RequestBody.MAX_BYTES + 1, 8_192, Duration.ZERO, Duration.ofMinutes(1))
                        .readBytes())
                .hasMessageStartingWith("the body is larger than 4194304 bytes");
        assertThatThrownBy(() -> body(RequestBody.MAX_BYTES + 1, 8_192, Duration.ZERO, Duration.ofMinutes(1))
                        .discard())
                .hasMessageStartingWith("the body is larger than 4194304 bytes");
    }

    private static RequestBody body(int size, int chunk, Duration pause, Duration maxTime) {
        ServletInputStream content = new ServletInputStream() {
            private int left = size;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                pause(pause);
                int given = Math.min(Math.min(chunk, length), left);
                left -= given;
                return given == 0 ? -1 : given;
            }

            @Override
            public boolean isFinished() {
                return left == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                RequestBodyTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getContentLengthLong" -> -1L;
                    case "getInputStream" -> content;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
        return new RequestBody(request, new ObjectMapper().reader(), maxTime);
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

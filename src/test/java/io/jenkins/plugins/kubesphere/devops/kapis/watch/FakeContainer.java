package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request of a server whose client takes everything at once, until the test lets the server fail. */
final class FakeContainer extends ServletOutputStream {
    /** Of the context of the request. */
    final List<String> calls = new ArrayList<>();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /** What each call throws. */
    RuntimeException failure;

    AsyncContext context() {
        HttpServletResponse response = proxy(HttpServletResponse.class, (self, method, arguments) -> {
            return method.getName().equals("getOutputStream") ? this : null;
        });
        return proxy(AsyncContext.class, (self, method, arguments) -> {
            calls.add(method.getName());
            throwFailure();
            return method.getName().equals("getResponse") ? response : null;
        });
    }

    /** A stream that can write. */
    EventStream open(EventStream.Listener listener) throws IOException {
        EventStream stream = EventStream.open(context(), listener);
        stream.onWritePossible();
        return stream;
    }

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isReady() {
        throwFailure();
        return true;
    }

    @Override
    public void write(int value) {
        written.write(value);
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        // The test calls it.
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

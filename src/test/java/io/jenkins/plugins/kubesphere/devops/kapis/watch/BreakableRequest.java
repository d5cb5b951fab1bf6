package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A request of a real server, whose answer can be made to fail. */
final class BreakableRequest extends HttpServletRequestWrapper {
    private final Runnable beforeWrite;

    /** @param beforeWrite called before anything is written; may throw */
    BreakableRequest(HttpServletRequest request, Runnable beforeWrite) {
        super(request);
        this.beforeWrite = beforeWrite;
    }

    @Override
    public AsyncContext startAsync() {
        AsyncContext context = super.startAsync();
        return FakeContainer.proxy(
                AsyncContext.class,
                (self, method, arguments) -> method.getName().equals("getResponse")
                        ? breakable((HttpServletResponse) context.getResponse())
                        : method.invoke(context, arguments));
    }

    private HttpServletResponse breakable(HttpServletResponse response) {
        return new HttpServletResponseWrapper(response) {
            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                return new Output(super.getOutputStream());
            }
        };
    }

    private final class Output extends ServletOutputStream {
        private final ServletOutputStream output;

        Output(ServletOutputStream output) {
            this.output = output;
        }

        @Override
        public boolean isReady() {
            beforeWrite.run();
            return output.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            output.setWriteListener(listener);
        }

        @Override
        public void write(int value) throws IOException {
            output.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            output.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            output.flush();
        }
    }
}

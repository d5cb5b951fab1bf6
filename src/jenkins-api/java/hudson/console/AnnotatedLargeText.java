package hudson.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.kohsuke.stapler.framework.io.ByteBuffer;
import org.kohsuke.stapler.framework.io.LargeText;

public class AnnotatedLargeText<T> extends LargeText {
    public AnnotatedLargeText(ByteBuffer memory, Charset charset, boolean completed, T context) {
        super(null, true);
    }

    public long writeRawLogTo(long start, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}

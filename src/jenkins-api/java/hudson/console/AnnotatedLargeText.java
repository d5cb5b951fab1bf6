package hudson.console;

import java.io.IOException;
import java.io.OutputStream;
import org.kohsuke.stapler.framework.io.LargeText;

public class AnnotatedLargeText<T> extends LargeText {
    AnnotatedLargeText() {
        super(null, true);
    }

    public long writeRawLogTo(long start, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}

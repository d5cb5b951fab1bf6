package hudson.util;

import java.io.IOException;
import java.io.OutputStream;

public class XStream2 {
    private XStream2() {
        throw new UnsupportedOperationException();
    }

    public void toXMLUTF8(Object object, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}

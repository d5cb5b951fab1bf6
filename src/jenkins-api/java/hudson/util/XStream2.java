package hudson.util;

import com.thoughtworks.xstream.XStream;
import java.io.IOException;
import java.io.OutputStream;

public class XStream2 extends XStream {
    private XStream2() {
        throw new UnsupportedOperationException();
    }

    public void addCompatibilityAlias(String oldClassName, Class newClass) {
        throw new UnsupportedOperationException();
    }

    public void toXMLUTF8(Object object, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}

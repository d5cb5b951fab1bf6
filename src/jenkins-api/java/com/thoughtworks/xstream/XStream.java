package com.thoughtworks.xstream;

public class XStream {
    public XStream() {
        throw new UnsupportedOperationException();
    }

    public String toXML(Object object) {
        throw new UnsupportedOperationException();
    }
}

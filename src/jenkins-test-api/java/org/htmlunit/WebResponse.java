package org.htmlunit;

public class WebResponse {
    private WebResponse() {
        throw new UnsupportedOperationException();
    }

    public int getStatusCode() {
        throw new UnsupportedOperationException();
    }

    public String getContentAsString() {
        throw new UnsupportedOperationException();
    }
}

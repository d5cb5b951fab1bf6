package org.htmlunit;

import java.net.URL;

public class WebRequest {
    public WebRequest(URL url, HttpMethod method) {
        throw new UnsupportedOperationException();
    }

    public void setAdditionalHeader(String name, String value) {
        throw new UnsupportedOperationException();
    }

    public void setRequestBody(String body) {
        throw new UnsupportedOperationException();
    }
}

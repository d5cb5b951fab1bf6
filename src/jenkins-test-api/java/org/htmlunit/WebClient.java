package org.htmlunit;

import java.io.IOException;

public class WebClient {
    public WebClient() {
        throw new UnsupportedOperationException();
    }

    public <P extends Page> P getPage(WebRequest request) throws IOException {
        throw new UnsupportedOperationException();
    }
}

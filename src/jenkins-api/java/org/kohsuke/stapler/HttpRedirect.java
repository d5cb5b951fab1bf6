package org.kohsuke.stapler;

public final class HttpRedirect implements HttpResponse {
    private HttpRedirect() {
        throw new UnsupportedOperationException();
    }
}

package org.htmlunit.html;

import org.htmlunit.Page;
import org.htmlunit.WebResponse;

public class HtmlPage implements Page {
    private HtmlPage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WebResponse getWebResponse() {
        throw new UnsupportedOperationException();
    }

    public String asNormalizedText() {
        throw new UnsupportedOperationException();
    }

    public HtmlForm getFormByName(String name) {
        throw new UnsupportedOperationException();
    }
}

package org.htmlunit.html;

public class HtmlForm {
    private HtmlForm() {
        throw new UnsupportedOperationException();
    }
}

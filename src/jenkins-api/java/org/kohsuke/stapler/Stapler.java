package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

public class Stapler extends HttpServlet {
    public Stapler() {
        throw new UnsupportedOperationException();
    }

    public static StaplerRequest2 getCurrentRequest2() {
        throw new UnsupportedOperationException();
    }

    public void invoke(HttpServletRequest req, HttpServletResponse rsp, Object root, String url)
            throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}

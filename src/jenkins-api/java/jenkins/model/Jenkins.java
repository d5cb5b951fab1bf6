package jenkins.model;

import hudson.model.Failure;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.security.core.Authentication;

public class Jenkins {
    public static final Authentication ANONYMOUS2 = null;

    private Jenkins() {
        throw new UnsupportedOperationException();
    }

    public static Jenkins get() {
        throw new UnsupportedOperationException();
    }

    public TopLevelItem getItem(String name) {
        throw new UnsupportedOperationException();
    }

    public TopLevelItem createProjectFromXML(String name, InputStream xml) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Queue getQueue() {
        throw new UnsupportedOperationException();
    }

    public static void checkGoodName(String name) throws Failure {
        throw new UnsupportedOperationException();
    }
}

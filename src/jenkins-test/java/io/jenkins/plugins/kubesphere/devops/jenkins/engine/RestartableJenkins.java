package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.junit.runner.Description;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Jenkins that can be ended and started again in one home, at any moment of a test. It is secured: whoever has not
 * logged in may not even look, so that code which forgets to act as SYSTEM finds nothing.
 *
 * <p>All lives share one JVM: static fields survive.
 */
final class RestartableJenkins implements AutoCloseable {
    /** Paused builds of a declarative Pipeline hold their executor. */
    private static final int EXECUTORS = 32;

    private final Path home;
    private final Description test;
    private Life life;

    private static final class Life extends JenkinsRule {
        Life(Path home, Description test) {
            testDescription = test;
            with(() -> home.toFile());
        }
    }

    /** Starts the first life. */
    RestartableJenkins(Path home, Class<?> test) throws Exception {
        this.home = home;
        this.test = Description.createTestDescription(test, "in " + home);
        begin();
        Jenkins jenkins = life.jenkins;
        jenkins.setNumExecutors(EXECUTORS);
        jenkins.setSecurityRealm(life.createDummySecurityRealm());
        FullControlOnceLoggedInAuthorizationStrategy loggedIn = new FullControlOnceLoggedInAuthorizationStrategy();
        loggedIn.setAllowAnonymousRead(false);
        jenkins.setAuthorizationStrategy(loggedIn);
        jenkins.save();
    }

    /** The running one; another object after each restart. */
    Jenkins get() {
        return life.jenkins;
    }

    /** Ends Jenkins as an administrator would, and starts it again on the same home. */
    void restart() throws Exception {
        close();
        begin();
    }

    private void begin() throws Exception {
        life = new Life(home, test);
        try {
            life.before();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Jenkins does not start in " + home, e);
        }
    }

    /** As SYSTEM, as Jenkins itself goes down: it keeps the queue items that the current identity may read. */
    @Override
    public void close() throws Exception {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            life.after();
        }
    }
}

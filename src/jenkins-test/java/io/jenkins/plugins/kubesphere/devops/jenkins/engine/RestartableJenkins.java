package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.junit.runner.Description;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Runs a Jenkins that a test can restart with the same home. Users without a login may read nothing, so code that does
 * not run as SYSTEM finds nothing.
 * <p>Jenkins runs in the same JVM after a restart, so static fields keep their values.
 */
final class RestartableJenkins implements AutoCloseable {
    /** Many, because a paused build of a declarative Pipeline occupies an executor. */
    private static final int EXECUTORS = 32;

    private final Path home;
    private final Description test;
    private RunningJenkins running;

    private static final class RunningJenkins extends JenkinsRule {
        RunningJenkins(Path home, Description test) {
            testDescription = test;
            with(() -> home.toFile());
        }
    }

    /** Starts Jenkins for the first time. */
    RestartableJenkins(Path home, Class<?> test) throws Exception {
        this.home = home;
        this.test = Description.createTestDescription(test, "in " + home);
        start();
        Jenkins jenkins = running.jenkins;
        jenkins.setNumExecutors(EXECUTORS);
        jenkins.setSecurityRealm(running.createDummySecurityRealm());
        FullControlOnceLoggedInAuthorizationStrategy loggedIn = new FullControlOnceLoggedInAuthorizationStrategy();
        loggedIn.setAllowAnonymousRead(false);
        jenkins.setAuthorizationStrategy(loggedIn);
        jenkins.save();
    }

    /** The running Jenkins; another object after each restart. */
    Jenkins get() {
        return running.jenkins;
    }

    /** Stops Jenkins as an administrator does, and starts it again with the same home. */
    void restart() throws Exception {
        close();
        start();
    }

    private void start() throws Exception {
        running = new RunningJenkins(home, test);
        try {
            running.before();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Jenkins does not start in " + home, e);
        }
    }

    /** Runs as SYSTEM, as the shutdown of Jenkins does: only queue items that the current user may read are kept. */
    @Override
    public void close() throws Exception {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            running.after();
        }
    }
}

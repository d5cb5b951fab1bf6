package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps one session open, on a thread of its own: opens it, watches over it, opens a new one when it failed, with growing
 * waits in between. Whatever is wrong is said once per change, to the log and to the listener.
 */
public final class SessionSupervisor implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SessionSupervisor.class.getName());

    private final String name;
    private final Session.Opener opener;
    private final RetryTimings pace;
    private final Clock clock;
    private final Consumer<SessionStatus> listener;
    private final Object monitor = new Object();
    private Thread thread;
    private boolean closed;
    private boolean reopen;
    private boolean hurry;
    private boolean asking;
    private volatile SessionStatus status;

    /** @param listener told of each change of state or problems, on the life cycle's thread; must return quickly */
    public SessionSupervisor(
            String name, Session.Opener opener, RetryTimings pace, Clock clock, Consumer<SessionStatus> listener) {
        this.name = name;
        this.opener = opener;
        this.pace = pace;
        this.clock = clock;
        this.listener = listener;
        this.status = new SessionStatus(name, State.STOPPED, clock.instant(), List.of());
    }

    /** Starts; returns at once. */
    public void start() {
        synchronized (monitor) {
            if (thread == null && !closed) {
                thread = new Thread(this::run, "kubesphere-devops " + name);
                thread.setDaemon(true);
                // Libraries look for their resources and services there; in Jenkins a thread inherits anybody's loader.
                thread.setContextClassLoader(SessionSupervisor.class.getClassLoader());
                thread.start();
            }
        }
    }

    /** Opens a new session at once, because the settings it was opened with have changed. */
    public void reopen() {
        synchronized (monitor) {
            reopen = true;
            wake();
        }
    }

    /** Tries again at once, if it waits for its next try: what kept it may be over. An open session goes on. */
    public void retry() {
        synchronized (monitor) {
            hurry = true;
            monitor.notifyAll();
        }
    }

    public SessionStatus status() {
        return status;
    }

    /** Closes the session and stops; waits up to ten seconds for it. */
    @Override
    public void close() {
        Thread running;
        synchronized (monitor) {
            closed = true;
            running = thread;
            wake();
        }
        if (running != null) {
            try {
                running.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Called with the monitor held. Requests may take their whole timeout, one after the other. */
    private void wake() {
        monitor.notifyAll();
        if (asking) {
            thread.interrupt();
        }
    }

    private void run() {
        int failures = 0;
        while (!isClosed()) {
            if (status.state() != State.WAITING) {
                say(State.CONNECTING, status.problems());
            }
            Instant opened = null;
            State trouble = State.RETRYING;
            List<Problem> problems = List.of();
            try (Session session = open()) {
                opened = clock.instant();
                watchOver(session);
            } catch (NotReadyException e) {
                trouble = e.isWaiting() ? State.WAITING : State.RETRYING;
                problems = e.problems();
            } catch (Throwable failure) {
                LOGGER.log(Level.FINE, failure, () -> name + " failed");
                problems = List.of(Problem.quoted(failure.getMessage()));
            }
            if (problems.isEmpty() || isUnwanted()) {
                failures = 0;
                pause(Duration.ZERO);
                continue;
            }
            // A session that ran well for a while starts counting anew; one that fails at once must not spin.
            boolean ranWell = opened != null && clock.instant().isAfter(opened.plus(pace.longestRetry()));
            failures = trouble == State.WAITING ? 0 : ranWell ? 1 : failures + 1;
            say(trouble, problems);
            if (pauseBeforeRetry(trouble == State.WAITING ? pace.longestRetry() : pace.retry(failures))) {
                failures = 0;
            }
        }
        say(State.STOPPED, List.of());
    }

    private Session open() throws NotReadyException {
        synchronized (monitor) {
            hurry = false;
        }
        beginAsking();
        try {
            return opener.open();
        } finally {
            endAsking();
        }
    }

    private List<Problem> diagnose(Session session) {
        beginAsking();
        try {
            return session.diagnose();
        } finally {
            endAsking();
        }
    }

    private void beginAsking() {
        synchronized (monitor) {
            asking = true;
            if (closed || reopen) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endAsking() {
        synchronized (monitor) {
            asking = false;
            // Left set, it would end the next wait, and with it the life cycle.
            Thread.interrupted();
        }
    }

    /** Returns when the session is to be closed; throws when it failed. */
    private void watchOver(Session session) throws Throwable {
        Instant downSince = null;
        Instant asked = Instant.MIN;
        do {
            if (isClosed()) {
                return;
            }
            if (session.failure().isPresent()) {
                throw session.failure().get();
            }
            Instant now = clock.instant();
            // Not at each refusal: somebody else's rule may refuse us one object for ever.
            if (asked.plus(pace.grace()).isBefore(now) && session.wasRefused()) {
                asked = now;
                List<Problem> causes = diagnose(session);
                if (!causes.isEmpty()) {
                    throw new NotReadyException(causes);
                }
            }
            List<String> unwatched = session.unwatched();
            if (unwatched.isEmpty()) {
                downSince = null;
                say(State.RUNNING, List.of());
            } else {
                downSince = downSince == null ? now : downSince;
                degraded(session, unwatched, Duration.between(downSince, now));
            }
        } while (!pause(pace.look()));
    }

    private void degraded(Session session, List<String> unwatched, Duration down) throws NotReadyException {
        if (down.compareTo(pace.grace()) < 0) {
            return;
        }
        if (down.compareTo(pace.giveUp()) >= 0) {
            throw new NotReadyException(problems(session, unwatched));
        }
        if (status.state() != State.DEGRADED) {
            say(State.DEGRADED, problems(session, unwatched));
        }
    }

    private List<Problem> problems(Session session, List<String> unwatched) {
        List<Problem> causes = diagnose(session);
        return causes.isEmpty() || isUnwanted()
                ? List.of(Problem.of(SessionSupervisor.class, "unwatched", String.join(", ", unwatched)))
                : causes;
    }

    private void say(State state, List<Problem> problems) {
        SessionStatus before = status;
        if (before.state() == state && before.problems().equals(problems)) {
            return;
        }
        status = new SessionStatus(name, state, clock.instant(), problems);
        boolean repeated = state == State.CONNECTING || before.problems().equals(problems);
        boolean well = problems.isEmpty() || state == State.WAITING;
        Level level = repeated ? Level.FINE : well ? Level.INFO : Level.WARNING;
        LOGGER.log(level, () -> "KubeSphere DevOps " + status);
        try {
            listener.accept(status);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "A listener of " + name + " failed; it is told the next change too");
        }
    }

    /** Waits, and says whether a new session is wanted at once. */
    private boolean pause(Duration wait) {
        return pause(wait, false);
    }

    /** Waits for the time, or for somebody who knows better. */
    private boolean pauseBeforeRetry(Duration wait) {
        return pause(wait, true);
    }

    private boolean pause(Duration wait, boolean hurried) {
        synchronized (monitor) {
            long end = System.nanoTime() + wait.toNanos();
            while (!closed && !reopen && !(hurried && hurry)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    monitor.wait(left);
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            boolean wanted = reopen;
            reopen = false;
            return wanted;
        }
    }

    private boolean isClosed() {
        synchronized (monitor) {
            return closed;
        }
    }

    /** True if whatever the session comes to is of no interest any more. */
    private boolean isUnwanted() {
        synchronized (monitor) {
            return closed || reopen;
        }
    }
}

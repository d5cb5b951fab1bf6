package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.DaemonThreads;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps one session open, on its own thread. It opens a session, checks it, and opens a new one when it has failed. The
 * waits between attempts grow. Each change of the problems is reported once, to the log and to the listener.
 */
public final class SessionSupervisor implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SessionSupervisor.class.getName());

    /** When a watch that is down is reported, and when the session is opened again. */
    private record Outage(Deadline report, Deadline reopen) {
        static Outage begin(SessionTimings timings) {
            return new Outage(Deadline.after(timings.reportAfter()), Deadline.after(timings.reopenAfter()));
        }
    }

    private final String name;
    private final Session.Opener opener;
    private final SessionTimings timings;
    private final Clock clock;
    private final Consumer<SessionStatus> listener;
    private final Object monitor = new Object();
    private Thread thread;
    private boolean closed;
    private boolean reopenRequested;
    private boolean retryRequested;
    private boolean requestRunning;
    // How many attempts failed in a row. Used only by the thread of the supervisor.
    private int failures;
    private volatile SessionStatus status;

    /**
     * @param listener called after each change of the state or the problems, on the thread of the supervisor; must
     *     return quickly
     */
    public SessionSupervisor(
            String name, Session.Opener opener, SessionTimings timings, Clock clock, Consumer<SessionStatus> listener) {
        this.name = name;
        this.opener = opener;
        this.timings = timings;
        this.clock = clock;
        this.listener = listener;
        this.status = new SessionStatus(name, State.STOPPED, clock.instant(), List.of());
    }

    /** Starts the thread and returns at once. */
    public void start() {
        synchronized (monitor) {
            if (thread == null && !closed) {
                thread = DaemonThreads.create(name, this::run);
                thread.start();
            }
        }
    }

    /** Closes the session and opens a new one at once, because the connection settings have changed. */
    public void reopen() {
        synchronized (monitor) {
            reopenRequested = true;
            wake();
        }
    }

    /**
     * Ends the wait before the next attempt, because the reason of the last failure may no longer exist. An open
     * session is not affected.
     */
    public void retry() {
        synchronized (monitor) {
            retryRequested = true;
            monitor.notifyAll();
        }
    }

    public SessionStatus status() {
        return status;
    }

    /** Closes the session and stops the thread. Waits at most ten seconds for that. */
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

    /**
     * Wakes the thread. The caller holds the monitor. A running request is interrupted, because several requests in a
     * row may each take their whole timeout.
     */
    private void wake() {
        monitor.notifyAll();
        if (requestRunning) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!isClosed()) {
            if (status.state() != State.WAITING) {
                setStatus(State.CONNECTING, status.problems());
            }
            Deadline ranWell = null;
            State failureState = State.RETRYING;
            List<LocalizableProblem> problems = List.of();
            try (Session session = open()) {
                ranWell = Deadline.after(timings.longestRetry());
                supervise(session);
            } catch (SessionNotReadyException e) {
                failureState = e.isWaiting() ? State.WAITING : State.RETRYING;
                problems = e.problems();
            } catch (Throwable failure) {
                LOGGER.log(Level.FINE, failure, () -> "The session of " + name + " failed");
                problems = List.of(LocalizableProblem.quote(failure));
            }
            if (problems.isEmpty() || isObsolete()) {
                failures = 0;
                pause(Duration.ZERO);
            } else {
                handleFailure(failureState, problems, ranWell != null && ranWell.hasPassed());
            }
        }
        setStatus(State.STOPPED, List.of());
    }

    /**
     * Reports a failure and waits before the next attempt.
     *
     * @param ranWell whether the session was open for a while
     */
    private void handleFailure(State failureState, List<LocalizableProblem> problems, boolean ranWell) {
        Duration wait;
        if (failureState == State.WAITING) {
            failures = 0;
            wait = timings.longestRetry();
        } else {
            // The count starts again after a session that ran for a while. A session that fails at once must not be
            // opened again without a wait.
            failures = ranWell ? 1 : failures + 1;
            wait = timings.retryDelay(failures);
        }
        setStatus(failureState, problems);
        if (pauseBeforeRetry(wait)) {
            failures = 0;
        }
    }

    private Session open() throws SessionNotReadyException {
        synchronized (monitor) {
            retryRequested = false;
        }
        beginRequest();
        try {
            return opener.open();
        } finally {
            endRequest();
        }
    }

    private List<LocalizableProblem> diagnose(Session session) {
        beginRequest();
        try {
            return session.diagnose();
        } finally {
            endRequest();
        }
    }

    private void beginRequest() {
        synchronized (monitor) {
            requestRunning = true;
            if (closed || reopenRequested) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endRequest() {
        synchronized (monitor) {
            requestRunning = false;
            // A remaining interrupt flag would end the next wait, and with it the supervisor.
            Thread.interrupted();
        }
    }

    /** Checks the session in a loop. Returns when the session is to be closed, and throws when it failed. */
    private void supervise(Session session) throws Throwable {
        Outage outage = null;
        Deadline nextDiagnosis = Deadline.after(Duration.ZERO);
        do {
            if (isClosed()) {
                return;
            }
            if (session.failure().isPresent()) {
                throw session.failure().get();
            }
            // Do not diagnose after each refusal: a rule of the cluster, such as an admission webhook, may refuse one
            // object again and again.
            if (nextDiagnosis.hasPassed() && session.wasRefused()) {
                nextDiagnosis = Deadline.after(timings.reportAfter());
                List<LocalizableProblem> causes = diagnose(session);
                if (!causes.isEmpty()) {
                    throw new SessionNotReadyException(causes);
                }
            }
            List<String> unwatched = session.unwatchedKinds();
            if (unwatched.isEmpty()) {
                outage = null;
                List<LocalizableProblem> problems = session.partialProblems();
                setStatus(problems.isEmpty() ? State.RUNNING : State.DEGRADED, problems);
            } else {
                outage = outage == null ? Outage.begin(timings) : outage;
                checkUnwatched(session, unwatched, outage);
            }
        } while (!pause(timings.checkInterval()));
    }

    private void checkUnwatched(Session session, List<String> unwatched, Outage outage)
            throws SessionNotReadyException {
        if (!outage.report().hasPassed()) {
            return;
        }
        if (outage.reopen().hasPassed()) {
            throw new SessionNotReadyException(problems(session, unwatched));
        }
        if (status.state() != State.DEGRADED) {
            setStatus(State.DEGRADED, problems(session, unwatched));
        }
    }

    private List<LocalizableProblem> problems(Session session, List<String> unwatched) {
        List<LocalizableProblem> causes = diagnose(session);
        return causes.isEmpty() || isObsolete()
                ? List.of(LocalizableProblem.of(SessionSupervisor.class, "unwatched", String.join(", ", unwatched)))
                : causes;
    }

    private void setStatus(State state, List<LocalizableProblem> problems) {
        SessionStatus before = status;
        if (before.state() == state && before.problems().equals(problems)) {
            return;
        }
        status = new SessionStatus(name, state, clock.instant(), problems);
        boolean repeated = state == State.CONNECTING || before.problems().equals(problems);
        boolean healthy = problems.isEmpty() || state == State.WAITING;
        Level level = repeated ? Level.FINE : healthy ? Level.INFO : Level.WARNING;
        LOGGER.log(level, () -> UrlUserInfoMask.apply("KubeSphere DevOps " + status));
        try {
            listener.accept(status);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The status listener of the session of " + name + " failed");
        }
    }

    /** Waits for this time. Returns true if a new session was requested meanwhile. */
    private boolean pause(Duration wait) {
        return waitFor(wait, false);
    }

    /** Like {@link #pause}, but {@link #retry} ends the wait. */
    private boolean pauseBeforeRetry(Duration wait) {
        return waitFor(wait, true);
    }

    private boolean waitFor(Duration wait, boolean endsOnRetry) {
        synchronized (monitor) {
            Deadline end = Deadline.after(wait);
            while (!closed && !reopenRequested && !(endsOnRetry && retryRequested)) {
                long left = end.remaining().toMillis();
                if (left <= 0) {
                    return false;
                }
                try {
                    monitor.wait(left);
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            boolean requested = reopenRequested;
            reopenRequested = false;
            return requested;
        }
    }

    private boolean isClosed() {
        synchronized (monitor) {
            return closed;
        }
    }

    /** Returns true if the current session is not needed any more, so its problems do not matter. */
    private boolean isObsolete() {
        synchronized (monitor) {
            return closed || reopenRequested;
        }
    }
}

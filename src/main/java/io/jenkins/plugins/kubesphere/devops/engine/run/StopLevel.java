package io.jenkins.plugins.kubesphere.devops.engine.run;

/** How a running build is ended, from the weakest to the strongest way. Jenkins offers people the same three. */
public enum StopLevel {
    /** Interrupts the running steps. The Jenkinsfile can catch that, and run {@code finally} and {@code post}. */
    INTERRUPT,
    /** Ends the running steps, also those that ignore an interruption, and those of {@code finally} and {@code post}. */
    TERMINATE,
    /** Ends the build without its steps. What they started may go on to run. */
    KILL
}

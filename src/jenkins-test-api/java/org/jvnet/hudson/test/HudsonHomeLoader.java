package org.jvnet.hudson.test;

import java.io.File;

public interface HudsonHomeLoader {
    File allocate() throws Exception;
}

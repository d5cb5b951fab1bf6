package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JenkinsVersionTest {

    @ParameterizedTest
    @CsvSource({
        "2.528.1, 2.528.3",
        "2.568.2, 2.580.1",
        "2.99, 2.100",
        "2.580, 2.580.1",
        "6.6.0, 6.6.1",
        "6.6, 6.6.1",
        "702.vfe613e537e88, 720.v3f6decef43ea_",
        // A fix for an older line has the number of that line first.
        "1402.v94c9ce464861, 1402.1405.vc96e74964250",
        "1436.v1082791135e4, 1436.1438.v3dc5ef7d16f2",
        "1402.1405.vc96e74964250, 1412.v7737b_3405f86",
        "2.19.2-408.v18248a_324cfe, 2.22.2-445.vdc613f1d8012",
        "2.1.3-2, 2.1.5-1",
    })
    void olderVersionIsLess(String older, String newer) {
        assertThat(new JenkinsVersion(older)).isLessThan(new JenkinsVersion(newer));
        assertThat(new JenkinsVersion(newer)).isGreaterThan(new JenkinsVersion(older));
    }

    @Test
    void sameVersionIsEqual() {
        assertThat(new JenkinsVersion("720.v3f6decef43ea_"))
                .isEqualByComparingTo(new JenkinsVersion("720.v3f6decef43ea_"));
    }
}

//! The qerun program: demo, and later simulate, deploy, verify, keeper, status.

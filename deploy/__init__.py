"""What the suite needs around it to run: brokers, databases, images, dashboards."""

"""Empties a bucket that goes with its stack: CloudFormation deletes none that holds anything."""

import json
import urllib.request

import boto3


def handler(event, _):
    bucket = event["ResourceProperties"]["Bucket"]
    answer = {"Status": "SUCCESS"}
    try:
        if event["RequestType"] == "Delete" and is_deleted(event["StackId"]):
            empty(boto3.resource("s3").Bucket(bucket))
    except Exception as failure:  # whatever it is: CloudFormation would wait an hour for an answer
        answer = {"Status": "FAILED", "Reason": f"{bucket}: {failure}"}
    for fact in ("StackId", "RequestId", "LogicalResourceId"):
        answer[fact] = event[fact]
    answer["PhysicalResourceId"] = bucket
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], body, {"Content-Type": ""}, method="PUT")
    urllib.request.urlopen(request).close()


def is_deleted(stack):
    """Where the stack stays, so does the bucket: Dev was turned off, or an update is undone."""
    found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    return found[0]["StackStatus"].startswith("DELETE_")


def empty(bucket):
    try:
        for answer in bucket.object_versions.delete():
            for error in answer.get("Errors", []):
                raise RuntimeError(f"{error['Key']}: {error['Code']}: {error['Message']}")
    except bucket.meta.client.exceptions.NoSuchBucket:
        pass  # somebody was faster

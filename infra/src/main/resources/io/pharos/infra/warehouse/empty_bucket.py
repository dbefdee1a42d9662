"""Empties a bucket that CloudFormation is about to delete, which it cannot while it holds anything."""

import json
import urllib.request

import boto3


def handler(event, _):
    bucket = event["ResourceProperties"]["Bucket"]
    answer = {"Status": "SUCCESS"}
    try:
        if event["RequestType"] == "Delete":
            boto3.resource("s3").Bucket(bucket).objects.delete()
    except Exception as failure:  # whatever it is, CloudFormation waits an hour for an answer
        answer = {"Status": "FAILED", "Reason": f"{bucket}: {failure}"}
    for fact in ("StackId", "RequestId", "LogicalResourceId"):
        answer[fact] = event[fact]
    answer["PhysicalResourceId"] = bucket
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], body, {"Content-Type": ""}, method="PUT")
    urllib.request.urlopen(request).close()

#!/usr/bin/env bash
# Stands in for the AWS CLI, which takes a second to start, where tests run scripts many times. It sends what the scripts of
# infra/pipeline and their tests ask for to AWS_ENDPOINT_URL with curl, and ends as the CLI does: 254 where the service refuses.
# What it does not know it refuses. Each script is run with the CLI itself as well.
set -euo pipefail

BYTES="Content-Type: application/octet-stream"
answer=$(mktemp)
trap 'rm -f "$answer" "$answer.headers"' EXIT

unknown() {
  echo "the stand-in for the AWS CLI does not know: $*" >&2
  exit 252
}

# Sends a request: its answer is in $answer, and the program ends where it is refused.
ask() { # SERVICE OPERATION [OPTION OF CURL].. URL
  local service=$1 operation=$2 status code message
  shift 2
  status=$(curl -sS -o "$answer" -w '%{http_code}' -H "Authorization: AWS4-HMAC-SHA256 \
Credential=test/20260101/$AWS_REGION/$service/aws4_request, SignedHeaders=host, Signature=0" "$@")
  case $status in 2*) return ;; esac
  code=$(sed -n 's/.*<Code>\([^<]*\).*/\1/p; s/.*"__type": *"\([^"]*\)".*/\1/p' "$answer" | head -n 1)
  message=$(sed -n 's/.*<Message>\([^<]*\).*/\1/p; s/.*"[mM]essage": *"\([^"]*\)".*/\1/p' "$answer" | head -n 1)
  printf '\nAn error occurred (%s) when calling the %s operation: %s\n' "$code" "$operation" "$message" >&2
  exit 254
}

# The value of an option among the arguments; nothing where it is not there.
value() { # OPTION ARGUMENT..
  local option=$1
  shift
  while [ $# -gt 1 ]; do
    if [ "$1" = "$option" ]; then
      printf '%s' "$2"
      return
    fi
    shift
  done
}

# ---- S3

s3_ls() { # s3://BUCKET/KEY
  local path=${1#s3://}
  ask s3 ListObjectsV2 "$AWS_ENDPOINT_URL/${path%%/*}?list-type=2&prefix=${path#*/}"
  grep -q '<Key>' "$answer"
}

s3_get() { # s3://BUCKET/KEY FILE
  ask s3 GetObject "$AWS_ENDPOINT_URL/${1#s3://}"
  cat "$answer" >"$2"
}

s3_cp() { # --only-show-errors [--recursive] FROM TO [--exclude '*' [--include NAME]..]
  shift
  if [ "$1" != --recursive ]; then
    s3_get "$1" "${2/#-//dev/stdout}"
    return
  fi
  local from=$2 to=$3 path=${2#s3://}
  shift 5
  ask s3 ListObjectsV2 "$AWS_ENDPOINT_URL/${path%%/*}?list-type=2&prefix=${path#*/}/"
  local keys
  keys=$(grep -o '<Key>[^<]*' "$answer" | sed 's#.*[>/]##' || true)
  mkdir -p "$to"
  while [ $# -gt 1 ]; do
    if grep -qxF "$2" <<<"$keys"; then
      s3_get "$from/$2" "$to/$2"
    fi
    shift 2
  done
}

s3api_put_object() { # --bucket B --key K --body FILE --if-none-match '*'
  ask s3 PutObject -X PUT -H "$BYTES" -H "If-None-Match: $(value --if-none-match "$@")" --data-binary "@$(value --body "$@")" \
    "$AWS_ENDPOINT_URL/$(value --bucket "$@")/$(value --key "$@")"
}

# ---- CloudFormation

cloudformation() { # OPERATION [OPTION OF CURL]..
  local operation=$1
  shift
  ask cloudformation "$operation" --data-urlencode "Action=$operation" --data-urlencode "StackName=$stack" "$@" "$AWS_ENDPOINT_URL/"
}

create_stack() { # FILE [NAME=VALUE]..
  local file=$1 number=0
  local parameters=(--data-urlencode "TemplateBody@$file" -d Capabilities.member.1=CAPABILITY_IAM)
  shift
  for parameter; do
    number=$((number + 1))
    parameters+=(--data-urlencode "Parameters.member.$number.ParameterKey=${parameter%%=*}"
      --data-urlencode "Parameters.member.$number.ParameterValue=${parameter#*=}")
  done
  cloudformation CreateStack "${parameters[@]}"
}

cloudformation_deploy() { # --stack-name S --template-file FILE --capabilities C .. --parameter-overrides [NAME=VALUE]..
  local file
  file=$(value --template-file "$@")
  while [ $# -gt 0 ] && [ "$1" != --parameter-overrides ]; do
    shift
  done
  create_stack "$file" "${@:2}"
}

cloudformation_create_stack() { # --stack-name S --template-body file://FILE --capabilities C --parameters JSON
  local file parameters
  file=$(value --template-body "$@")
  mapfile -t parameters < <(value --parameters "$@" | jq -r '.[] | "\(.ParameterKey)=\(.ParameterValue)"')
  create_stack "${file#file://}" "${parameters[@]}"
}

cloudformation_describe_stacks() { # --query 'Stacks[0].Outputs' --output json
  cloudformation DescribeStacks
  jq -Rs '[scan("<OutputKey>([^<]*)</OutputKey>\\s*<OutputValue>([^<]*)</OutputValue>")
    | {OutputKey: .[0], OutputValue: .[1]}]' "$answer"
}

# ---- services that speak JSON

# Sends the options as a document, whose names begin with a capital letter or do not, and prints what --query asks for.
json() { # SERVICE VERSION_OF_PROTOCOL TARGET CAPITAL OPERATION [--OPTION VALUE]..
  local service=$1 version=$2 target=$3 capital=$4 operation=$5 query="" document=() name word
  shift 5
  while [ $# -gt 1 ]; do
    name=""
    for word in ${1//-/ }; do
      name+=${word^}
    done
    [ "$capital" = yes ] || name=${name,}
    case $1 in
    --query) query=$2 ;;
    --output) ;;
    --result-configuration) document+=(--argjson "$name" "{\"OutputLocation\": \"${2#OutputLocation=}\"}") ;;
    *) document+=(--arg "$name" "$2") ;;
    esac
    shift 2
  done
  ask "$service" "$operation" -H "X-Amz-Target: $target.$operation" -H "Content-Type: application/x-amz-json-$version" \
    -d "$(jq -nc '$ARGS.named' "${document[@]}")" "$AWS_ENDPOINT_URL/"
  jq -r ".$query" "$answer"
}

athena() { json athena 1.1 AmazonAthena yes "$@"; }

states() { json states 1.0 AWSStepFunctions no "$@"; }

lambda_invoke() { # --function-name F --payload fileb://FILE TO
  local payload error
  payload=$(value --payload "$@")
  ask lambda Invoke -D "$answer.headers" -H "$BYTES" --data-binary "@${payload#fileb://}" \
    "$AWS_ENDPOINT_URL/2015-03-31/functions/$(value --function-name "$@")/invocations"
  cp "$answer" "${!#}"
  error=$(sed -n 's/^[xX]-[aA]mz-[fF]unction-[eE]rror: *\([A-Za-z]*\).*/\1/p' "$answer.headers")
  jq -n --arg error "$error" '{StatusCode: 200} + if $error == "" then {} else {FunctionError: $error} end'
}

command="${1:-} ${2:-}"
shift 2
stack=$(value --stack-name "$@")
case $command in
"s3 ls") s3_ls "$@" ;;
"s3 cp") s3_cp "$@" ;;
"s3api put-object") s3api_put_object "$@" ;;
"cloudformation create-stack") cloudformation_create_stack "$@" ;;
"cloudformation delete-stack") cloudformation DeleteStack ;;
"cloudformation deploy") cloudformation_deploy "$@" ;;
"cloudformation describe-stacks") cloudformation_describe_stacks ;;
"athena start-query-execution") athena StartQueryExecution "$@" ;;
"athena get-query-execution") athena GetQueryExecution "$@" ;;
"athena stop-query-execution") athena StopQueryExecution "$@" ;;
"athena get-query-results") athena GetQueryResults "$@" ;;
"lambda invoke") lambda_invoke "$@" ;;
"stepfunctions create-state-machine") states CreateStateMachine "$@" ;;
"stepfunctions delete-state-machine") states DeleteStateMachine "$@" ;;
"stepfunctions start-execution") states StartExecution "$@" ;;
"stepfunctions describe-execution") states DescribeExecution "$@" ;;
*) unknown "$command $*" ;;
esac

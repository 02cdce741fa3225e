#!/usr/bin/env bash
#
# Checks a proof of consent, offline, with bash, OpenSSL 3 and the core utilities.
#
#   bash verify.sh [--trust FILE] [FOLDER]
#
#   FOLDER        the unpacked ZIP file; the current folder unless it is given
#   --trust FILE  the keys that you trust (C2SP tlog-policy), as you got them from whom you trust.
#                 No key that stands in the folder is ever believed.
#
# One line a check: outcome, name, reason. Ends with 0 passed, 1 failed, 2 not established, 64 not called rightly.
#
# What is not simple here is why the entries may be taken apart with one pattern each. The ledger appends an entry only
# as the canonical JSON of its format (RFC 8785): members sorted, no spaces, each member once; and no text in an entry
# of a consent, a policy or a banner has a quotation mark or a backslash. So the pattern below describes the whole entry from its first byte to its last.
# What does not match it in every byte is refused, and nothing is looked for within it.

set -u
shopt -s nullglob
export LC_ALL=C

readonly FILE_BYTES_MAX=4000000
readonly NUMBER_MAX=9223372036854775807
readonly PATH_MAX=63
# The last second that Java's calendar has.
readonly SECONDS_MAX=31556889864403199
readonly SIGNATURES_MAX=100
readonly FIRST_LINE='c2sp.org/tlog-proof@v1'
readonly BASE64='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
# What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
readonly SPKI_PREFIX='302a300506032b6570032100'

readonly REQUIRED='README.txt record.txt record.json consent/entry.json consent/newest.tlog-proof keys-found.txt
verify.sh verify.html checksums.sha256'
readonly OPTIONAL='consent/evidence/subject.part consent/evidence/context.part consent/evidence/observed.part
consent/cosigned.tlog-proof consent/earliest.tlog-proof
policy/entry.json policy/document.json policy/newest.tlog-proof policy/cosigned.tlog-proof policy/earliest.tlog-proof
banner/entry.json banner/document.json banner/newest.tlog-proof banner/cosigned.tlog-proof banner/earliest.tlog-proof'

readonly H='[0-9a-f]{64}'
readonly U='[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
readonly T='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z'
readonly V='[A-Za-z0-9._-]+'
readonly D='"[a-z0-9_-]+":\{"decision":"[a-z_]+","mechanism":"[a-z_]+","signal":"[a-z_]+"\}'
readonly CONSENT='^\{"action":"([a-z_]+)",("banner":\{("sha256":"('$H')",)?"version":"('$V')"\},)?'\
'("bot":"[a-z0-9_-]+",)?"commitments":\{"context":"('$H')","observed":"('$H')"(,"subject":"('$H')")?\},'\
'("country":"[A-Z]+",)?"decisions":\{('$D'(,'$D')*)?\},("deviceClass":"[a-z0-9_-]+",)?"eventId":"('$U')",'\
'("flags":\["[a-z_]+"(,"[a-z_]+")*\],)?"jurisdiction":\{"code":"[A-Z0-9-]+","source":"[a-z_]+"\},"kind":"consent",'\
'("language":"[A-Za-z0-9-]+",)?("layer":[1-9],)?("noticeEventId":"'$U'",)?"occurredAt":"('$T')",'\
'("policy":\{("sha256":"('$H')",)?"version":"('$V')"\},)?"receivedAt":"('$T')","site":"([a-z0-9.-]+)","v":1\}$'
readonly PUBLICATION='^\{"demonstration":(true|false),"eventId":"'$U'","inForceFrom":"'$T'","kind":"(policy|banner)",'\
'"publishedAt":"('$T')","sha256":"('$H')","site":"([a-z0-9.-]+)","v":1,"version":"('$V')"\}$'

usage() {
    printf 'verify.sh: %s\nSee: the first lines of verify.sh\n' "$1" >&2
    exit 64
}

# --- What was found -------------------------------------------------------------------------------------------------

failed=0
open=0
# The first place is kept for the format, which is known when everything else has been read.
finding=()
findings=1

# OUTCOME NAME WHY [not required]
found() {
    local note=''
    [ $# -lt 4 ] || note=' (not required)'
    finding[findings]=$(printf '%-16s %-18s %s%s' "$1" "$2" "$3" "$note")
    findings=$((findings + 1))
    case $1 in
        passed) ;;
        failed) failed=1 ;;
        *) [ $# -ge 4 ] || open=1 ;;
    esac
}

# --- Bytes ----------------------------------------------------------------------------------------------------------

# HEX: writes the bytes.
unhex() {
    local hex=$1 escaped='' at
    for ((at = 0; at < ${#hex}; at += 2)); do
        escaped="$escaped\\x${hex:at:2}"
    done
    printf '%b' "$escaped"
}

# Reads bytes; prints their SHA-256 in hex.
sha256() {
    local sum
    sum=$(openssl dgst -sha256 -r) || return 1
    printf '%s' "${sum%% *}"
}

# TEXT: sets HEX to what the text is the base64 of; fails unless it is its one spelling.
unbase64() {
    local text=$1 bits=0 held=0 at before
    HEX=''
    [[ ${#text} -gt 0 && $((${#text} % 4)) -eq 0 && $text =~ ^[A-Za-z0-9+/]+={0,2}$ ]] || return 1
    text=${text%%=*}
    for ((at = 0; at < ${#text}; at++)); do
        before=${BASE64%%"${text:at:1}"*}
        bits=$((bits << 6 | ${#before}))
        held=$((held + 6))
        if [ $held -ge 8 ]; then
            held=$((held - 8))
            printf -v before '%02x' $((bits >> held))
            HEX=$HEX$before
            bits=$((bits & ((1 << held) - 1)))
        fi
    done
    [ $bits -eq 0 ] && [ $held -lt 6 ]
}

# TEXT: whether it is a whole number below 2^63, without leading zeros.
is_number() {
    [[ $1 =~ ^(0|[1-9][0-9]{0,18})$ ]] && [[ ${#1} -lt 19 || ! "n$1" > "n$NUMBER_MAX" ]]
}

# SECONDS: prints the time in UTC, with the calendar's arithmetic, because date differs between systems.
utc() {
    local days=$(($1 / 86400)) rest=$(($1 % 86400)) era year_of_era day_of_year month_from_march day month year
    days=$((days + 719468))
    era=$((days / 146097))
    days=$((days % 146097))
    year_of_era=$(((days - days / 1460 + days / 36524 - days / 146096) / 365))
    day_of_year=$((days - (365 * year_of_era + year_of_era / 4 - year_of_era / 100)))
    month_from_march=$(((5 * day_of_year + 2) / 153))
    day=$((day_of_year - (153 * month_from_march + 2) / 5 + 1))
    month=$((month_from_march < 10 ? month_from_march + 3 : month_from_march - 9))
    year=$((year_of_era + era * 400 + (month <= 2 ? 1 : 0)))
    printf '%04d-%02d-%02dT%02d:%02d:%02dZ' $year $month $day $((rest / 3600)) $((rest / 60 % 60)) $((rest % 60))
}

# FILE: sets TEXT to its content; fails where it is not there, too long, or has a byte of zero.
read_text() {
    local bytes
    TEXT=''
    is_file "$1" || return 1
    bytes=$(($(wc -c <"$1")))
    [ $bytes -le $FILE_BYTES_MAX ] || return 1
    TEXT=$(tr -d '\000' <"$1"; printf x)
    TEXT=${TEXT%x}
    [ ${#TEXT} -eq $bytes ]
}

is_file() {
    [ -f "$1" ] && [ ! -L "$1" ]
}

# KEY MESSAGE-FILE SIGNATURE: key and signature in hex.
signed_by() {
    unhex "$SPKI_PREFIX$1" >"$work/key"
    unhex "$3" >"$work/signature"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$2" -sigfile "$work/signature" \
        >/dev/null 2>&1
}

# Whether this OpenSSL can check Ed25519 at all: RFC 8032, section 7.1, test 2, and the same with another message.
knows_ed25519() {
    local key=3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c
    local signature=92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
    signature=${signature}085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
    unhex 72 >"$work/message"
    signed_by $key "$work/message" $signature || return 1
    unhex 73 >"$work/message"
    ! signed_by $key "$work/message" $signature
}

# --- The trust file -------------------------------------------------------------------------------------------------

logs=0 witnesses=0 groups=0 quorum='' line_number=0
log_name=() log_id=() log_key=() log_min=() log_max=()
witness_word=() witness_name=() witness_id=() witness_key=() witness_time=()
group_word=() group_min=() group_members=()

bad_trust() {
    usage "the trust file is none: line $line_number: $1"
}

# VKEY TYPE: sets KEY_NAME, KEY_ID and KEY.
read_vkey() {
    local base64 sum
    [[ $1 =~ ^([^+]+)\+([0-9a-f]{8})\+(.+)$ ]] || bad_trust 'a verifier key has the form name+id+base64'
    KEY_NAME=${BASH_REMATCH[1]}
    KEY_ID=${BASH_REMATCH[2]}
    base64=${BASH_REMATCH[3]}
    unbase64 "$base64" || bad_trust 'a verifier key ends with base64'
    [[ ${#HEX} -eq 66 && ${HEX:0:2} = "$2" ]] || bad_trust "the key is not of type 0x$2"
    sum=$({ printf '%s\n' "$KEY_NAME"; unhex "$HEX"; } | sha256)
    [ "${sum:0:8}" = "$KEY_ID" ] || bad_trust 'the id of the verifier key is not that of its name and key'
    KEY=${HEX:2}
}

is_defined() {
    local i
    for ((i = 0; i < witnesses; i++)); do [ "${witness_word[i]}" != "$1" ] || return 0; done
    for ((i = 0; i < groups; i++)); do [ "${group_word[i]}" != "$1" ] || return 0; done
    return 1
}

define() {
    [ "$1" != none ] || bad_trust 'nobody is named none'
    ! is_defined "$1" || bad_trust "the name $1 is defined twice"
}

read_log() {
    local min=0 max=$NUMBER_MAX i
    read_vkey "${1:-}" 01
    shift
    if [ $# -gt 0 ] && [ "$1" != sizes ]; then shift; fi
    if [ $# -eq 2 ] && [ "$1" = sizes ]; then
        [[ $2 =~ ^([0-9]+)-([0-9]*)$ ]] || bad_trust 'sizes are two numbers with a hyphen'
        min=${BASH_REMATCH[1]}
        max=${BASH_REMATCH[2]:-$NUMBER_MAX}
        if ! is_number "$min" || ! is_number "$max" || [ "$max" -lt "$min" ]; then bad_trust 'no tree has such sizes'; fi
    elif [ $# -ne 0 ]; then
        bad_trust 'a line of a log is: log VKEY [URL] [sizes MIN-[MAX]]'
    fi
    for ((i = 0; i < logs; i++)); do
        [ "${log_name[i]} ${log_key[i]}" != "$KEY_NAME $KEY" ] || bad_trust 'the same key of a log is listed twice'
    done
    log_name[logs]=$KEY_NAME log_id[logs]=$KEY_ID log_key[logs]=$KEY log_min[logs]=$min log_max[logs]=$max
    logs=$((logs + 1))
}

read_witness() {
    local i
    if [ $# -lt 2 ] || [ $# -gt 3 ]; then bad_trust 'a line of a witness is: witness NAME VKEY [URL]'; fi
    define "$1"
    read_vkey "$2" 04
    for ((i = 0; i < witnesses; i++)); do
        [ "${witness_key[i]}" != "$KEY" ] || bad_trust 'the same key of a witness is listed twice'
    done
    witness_word[witnesses]=$1 witness_name[witnesses]=$KEY_NAME
    witness_id[witnesses]=$KEY_ID witness_key[witnesses]=$KEY
    witnesses=$((witnesses + 1))
}

read_group() {
    local name=${1:-} threshold=${2:-} member i
    [ $# -ge 3 ] || bad_trust 'a line of a group is: group NAME all|any|K NAME...'
    define "$name"
    shift 2
    case $threshold in
        all) threshold=$# ;;
        any) threshold=1 ;;
    esac
    if ! is_number "$threshold" || [ "$threshold" -lt 1 ] || [ "$threshold" -gt $# ]; then
        bad_trust "so many members of $name cannot be had"
    fi
    group_members[groups]=''
    for member in "$@"; do
        is_defined "$member" || bad_trust "no witness or group $member is defined before"
        for ((i = 0; i <= groups; i++)); do
            case " ${group_members[i]} " in *" $member "*) bad_trust "$member is a member already" ;; esac
        done
        group_members[groups]="${group_members[groups]} $member"
    done
    group_word[groups]=$name group_min[groups]=$threshold
    groups=$((groups + 1))
}

read_trust() {
    local line words
    read_text "$1" || usage "$1 cannot be read"
    case $TEXT in *[$'\001'-$'\010'$'\013'-$'\037']*) line_number=1 bad_trust 'it has a control character' ;; esac
    while IFS= read -r line || [ -n "$line" ]; do
        line_number=$((line_number + 1))
        case $line in '#'*) continue ;; esac
        IFS=$' \t' read -r -a words <<<"$line"
        [ ${#words[@]} -gt 0 ] || continue
        line=${words[0]}
        words=("${words[@]:1}")
        case $line in
            log) read_log "${words[@]+"${words[@]}"}" ;;
            witness) read_witness "${words[@]+"${words[@]}"}" ;;
            group) read_group "${words[@]+"${words[@]}"}" ;;
            quorum)
                [ -z "$quorum" ] || bad_trust 'there are two quorums'
                [ ${#words[@]} -eq 1 ] || bad_trust 'a quorum is one name'
                quorum=${words[0]}
                [ "$quorum" = none ] || is_defined "$quorum" || bad_trust "no witness or group $quorum is defined before"
                ;;
            *) bad_trust "a line does not begin with $line" ;;
        esac
    done <<<"$TEXT"
    [ -n "$quorum" ] || bad_trust 'the line of the quorum is missing'
}

# NAME of a witness or a group: whether enough have seen the checkpoint.
is_met() {
    local i member members seen=0
    for ((i = 0; i < witnesses; i++)); do
        if [ "${witness_word[i]}" = "$1" ]; then
            [ -n "${witness_time[i]}" ]
            return
        fi
    done
    for ((i = 0; i < groups; i++)); do
        if [ "${group_word[i]}" = "$1" ]; then
            read -r -a members <<<"${group_members[i]}"
            for member in "${members[@]}"; do
                if is_met "$member"; then seen=$((seen + 1)); fi
            done
            [ $seen -ge "${group_min[i]}" ]
            return
        fi
    done
    return 1
}

# --- Proofs ---------------------------------------------------------------------------------------------------------

# FILE of C2SP tlog-proof: sets index, path, note and the like; fails, with FAULT, where it is none.
read_proof() {
    local state=first line extra=0
    FAULT='' index='' text='' hashes=0 lines=0 signatures=0
    path=() origin='' size='' root='' signature_name=() signature_hex=()
    read_text "$1" || { FAULT='it has a byte of zero, or is too long'; return 1; }
    case $TEXT in
        *[$'\001'-$'\011'$'\013'-$'\037']*) FAULT='it has a control character'; return 1 ;;
        *$'\n') ;;
        *) FAULT='its last line has no line end'; return 1 ;;
    esac
    while IFS= read -r line; do
        case $state in
            first)
                [ "$line" = "$FIRST_LINE" ] || FAULT="the first line is not $FIRST_LINE"
                state=index
                ;;
            index)
                case $line in
                    # Data that nobody has signed: not looked at.
                    'extra '?*) [ $extra -eq 0 ] && extra=1 || FAULT='there are two lines of extra data' ;;
                    'index '*)
                        index=${line#index }
                        is_number "$index" || FAULT='the index is no number'
                        state=path
                        ;;
                    *) FAULT='the line of the index is missing' ;;
                esac
                ;;
            path)
                if [ -z "$line" ]; then
                    state=text
                elif unbase64 "$line" && [ ${#HEX} -eq 64 ] && [ $hashes -lt $PATH_MAX ]; then
                    path[hashes]=$HEX
                    hashes=$((hashes + 1))
                else
                    FAULT='the inclusion path has a line that is no hash, or one too many'
                fi
                ;;
            text)
                read_checkpoint_line "$line"
                if [ -z "$line" ]; then state=signatures; else lines=$((lines + 1)); fi
                ;;
            signatures) read_signature "$line" ;;
        esac
        [ -z "$FAULT" ] || return 1
    done <<<"${TEXT%$'\n'}"
    if [ $lines -lt 3 ] || [ $signatures -eq 0 ]; then FAULT='it ends too early'; fi
    [ -z "$FAULT" ]
}

read_checkpoint_line() {
    [ -n "$1" ] || return 0
    text=$text$1$'\n'
    case $lines in
        0) origin=$1 ;;
        1) size=$1 && { is_number "$size" || FAULT="a checkpoint's size is no number"; } ;;
        2)
            if unbase64 "$1" && [ ${#HEX} -eq 64 ]; then root=$HEX; else FAULT="a checkpoint's root is no hash"; fi
            ;;
    esac
}

read_signature() {
    if [[ $1 =~ ^—\ ([^\ +]+)\ ([^\ ]+)$ ]] && [ $signatures -lt $SIGNATURES_MAX ]; then
        signature_name[signatures]=${BASH_REMATCH[1]}
        unbase64 "${BASH_REMATCH[2]}" && [ ${#HEX} -gt 8 ] || FAULT='a signature is no base64 of 5 bytes or more'
        signature_hex[signatures]=$HEX
        signatures=$((signatures + 1))
    else
        FAULT='a signature line is a dash, a name and base64'
    fi
}

# ENTRY-FILE: whether the path leads from the entry to the root (RFC 9162, section 2.1.3.2).
is_included() {
    local node=$index last=$((size - 1)) hash i
    [ "$index" -lt "$size" ] || return 1
    hash=$({ printf '\000'; cat "$1"; } | sha256)
    for ((i = 0; i < hashes; i++)); do
        [ $last -ne 0 ] || return 1
        if [ $((node & 1)) -eq 1 ] || [ "$node" -eq "$last" ]; then
            hash=$(unhex "01${path[i]}$hash" | sha256)
            while [ $((node & 1)) -eq 0 ] && [ "$node" -ne 0 ]; do
                node=$((node >> 1))
                last=$((last >> 1))
            done
        else
            hash=$(unhex "01$hash${path[i]}" | sha256)
        fi
        node=$((node >> 1))
        last=$((last >> 1))
    done
    [ $last -eq 0 ] && [ "$hash" = "$root" ]
}

# Sets SIGNED and SEEN to outcomes, with their reasons, and EARLIEST to the seconds of the first trusted cosignature.
check_signatures() {
    local i k id forged='' forged_witness='' known=0 signers=0 may=0 seen=0 seconds seen_by=''
    EARLIEST=''
    for ((k = 0; k < witnesses; k++)); do witness_time[k]=''; done
    printf '%s' "$text" >"$work/text"
    for ((k = 0; k < logs; k++)); do
        if [ "${log_name[k]}" = "$origin" ]; then known=1; fi
    done
    if [ "$ed25519" -eq 0 ] && [ $((logs + witnesses)) -gt 0 ]; then
        SIGNED='not established' SIGNED_WHY='this openssl cannot check Ed25519: take OpenSSL 3, or one of the other programs'
        SEEN='not established' SEEN_WHY=$SIGNED_WHY
        return
    fi
    for ((i = 0; i < signatures; i++)); do
        id=${signature_hex[i]:0:8}
        for ((k = 0; k < logs; k++)); do
            [ "${signature_name[i]} $id $origin" = "${log_name[k]} ${log_id[k]} ${log_name[k]}" ] || continue
            if [ ${#signature_hex[i]} -eq 136 ] && signed_by "${log_key[k]}" "$work/text" "${signature_hex[i]:8}"; then
                signers=$((signers + 1))
                if [ "$size" -ge "${log_min[k]}" ] && [ "$size" -le "${log_max[k]}" ]; then may=1; fi
            else
                forged=${forged:-${signature_name[i]}}
            fi
        done
        for ((k = 0; k < witnesses; k++)); do
            [ "${signature_name[i]} $id" = "${witness_name[k]} ${witness_id[k]}" ] || continue
            seconds=0x${signature_hex[i]:8:16}
            # With a first digit of 8 or more it would be negative here.
            if [[ ${#signature_hex[i]} -eq 152 && ${seconds:2:1} = [0-7] && $((seconds)) -le $SECONDS_MAX ]]; then
                seconds=$((seconds))
                { printf 'cosignature/v1\ntime %d\n' "$seconds"; cat "$work/text"; } >"$work/message"
                if signed_by "${witness_key[k]}" "$work/message" "${signature_hex[i]:24}"; then
                    witness_time[k]=${witness_time[k]:-$seconds}
                    continue
                fi
            fi
            [ -n "$forged" ] || forged_witness=${signature_name[i]}
            forged=${forged:-${signature_name[i]}}
        done
    done

    if [ -n "$forged" ]; then
        SIGNED=failed SIGNED_WHY="a signature is said to be of $forged and is not"
    elif [ $may -eq 1 ]; then
        SIGNED=passed SIGNED_WHY="signed by the log $origin"
    elif [ $signers -gt 0 ]; then
        SIGNED=failed SIGNED_WHY="signed with a key of $origin that is not trusted for a tree of $size entries"
    elif [ $known -eq 0 ]; then
        SIGNED='not established' SIGNED_WHY="no trusted key is of the log $origin: the proof is only consistent with itself"
    else
        SIGNED='not established' SIGNED_WHY="no trusted key of the log $origin has signed the checkpoint"
    fi

    for ((k = 0; k < witnesses; k++)); do
        [ -z "$forged" ] || witness_time[k]=''
        [ -n "${witness_time[k]}" ] || continue
        seen=$((seen + 1))
        seen_by="$seen_by${seen_by:+, }${witness_name[k]} at $(utc "${witness_time[k]}")"
        if [ -z "$EARLIEST" ] || [ "${witness_time[k]}" -lt "$EARLIEST" ]; then
            EARLIEST=${witness_time[k]} EARLIEST_NAME=${witness_name[k]}
        fi
    done
    if [ -n "$forged_witness" ]; then
        SEEN=failed SEEN_WHY="a cosignature is said to be of $forged_witness and is not"
    elif [ $seen -gt 0 ] && { [ "$quorum" = none ] || is_met "$quorum"; }; then
        SEEN=passed SEEN_WHY="the checkpoint was seen by $seen_by"
    elif [ $witnesses -eq 0 ]; then
        SEEN='not established' SEEN_WHY="no witness is trusted: when the entry existed is the log's word"
    else
        SEEN='not established' SEEN_WHY="$seen of the $witnesses trusted witnesses have cosigned, the quorum is $quorum"
    fi
}

# Which of two outcomes is worse.
worse() {
    case "$1 $2" in *failed*) printf failed ;; *not*) printf 'not established' ;; *) printf '%s' "$2" ;; esac
}

# FOLDER: the checks that consent, policy and banner have alike. Sets the global EXISTED for the consent.
check_folder() {
    local file proofs=0 included=passed signed=passed seen='' place='' now
    local included_why='' signed_why='' seen_why=''
    for file in newest cosigned earliest; do
        file=$1/$file.tlog-proof
        is_file "$file" || continue
        if ! read_proof "$file"; then
            faults="$faults; $file: $FAULT"
            continue
        fi
        is_file "$1/entry.json" || continue
        proofs=$((proofs + 1))
        [ -z "$place" ] || [ "$place" = "$index $origin" ] || {
            included=failed
            included_why='its proofs are of different places'
        }
        place="$index $origin"
        if is_included "$1/entry.json"; then now=passed; else now=failed; fi
        if [ "$(worse "$included" $now)" != "$included" ] || [ -z "$included_why" ]; then
            included_why="this is $([ $now = passed ] || printf 'not ')the entry $index of the $size under the checkpoint"
        fi
        included=$(worse "$included" $now)
        check_signatures
        if [ "$(worse "$signed" "$SIGNED")" != "$signed" ] || [ -z "$signed_why" ]; then signed_why=$SIGNED_WHY; fi
        signed=$(worse "$signed" "$SIGNED")
        case "$seen $SEEN" in
            failed*) ;;
            ' '* | *failed | *' passed') seen=$SEEN seen_why=$SEEN_WHY ;;
        esac
        if [ "$1" = consent ] && [ $now = passed ] && [ "$SIGNED" = passed ] && [ -n "$EARLIEST" ]; then
            if [ -z "$EXISTED" ] || [ "$EARLIEST" -lt "$EXISTED" ]; then
                EXISTED=$EARLIEST EXISTED_NAME=$EARLIEST_NAME
            fi
        fi
    done
    if [ $proofs -eq 0 ]; then
        included='not established' signed='not established' seen='not established'
        included_why='there is no proof to read' signed_why=$included_why seen_why=$included_why
    fi
    found "$included" "$1-included" "$included_why"
    found "$signed" "$1-signed" "$signed_why"
    if [ "$quorum" = none ]; then
        found "$seen" "$1-witnessed" "$seen_why" optional
    else
        found "$seen" "$1-witnessed" "$seen_why"
    fi
}

# --- The folder -----------------------------------------------------------------------------------------------------

is_of_layout() {
    case $'\n'" ${REQUIRED//$'\n'/ } ${OPTIONAL//$'\n'/ } " in *" $1 "*) return 0 ;; esac
    return 1
}

# A name of the layout, or of another file that is in the folder.
is_known() {
    local name
    ! is_of_layout "$1" || return 0
    for name in "${strangers[@]+"${strangers[@]}"}"; do [ "$name" != "$1" ] || return 0; done
    return 1
}

check_names() {
    local name folder
    for name in $REQUIRED; do
        is_file "$name" || faults="$faults; $name is missing"
    done
    for folder in policy banner; do
        [ -d $folder ] || continue
        for name in entry.json document.json newest.tlog-proof; do
            is_file "$folder/$name" || faults="$faults; $folder/$name is missing"
        done
    done
    for name in * consent/* consent/evidence/* policy/* banner/*; do
        case $name in consent | consent/evidence | policy | banner) continue ;; esac
        # Whoever checks may have put the trust file here.
        if [ -n "$trust_file" ] && [ "$name" -ef "$trust_file" ]; then continue; fi
        is_of_layout "$name" || strangers+=("$name")
    done
    for name in "${strangers[@]+"${strangers[@]}"}"; do faults="$faults; $name does not belong to a bundle"; done
}

check_checksums() {
    local line differences='' listed=' ' name sum
    if ! read_text checksums.sha256; then
        found failed checksums 'there is no list of sums to read'
        return
    fi
    while IFS= read -r line; do
        if [[ ! $line =~ ^([0-9a-f]{64})\ \ ([^\ ]+)$ ]]; then
            differences="$differences; a line is no hash and name"
            continue
        fi
        sum=${BASH_REMATCH[1]} name=${BASH_REMATCH[2]}
        case $listed in *" $name "*) differences="$differences; $name has two sums" ;; esac
        listed="$listed$name "
        # Other names are not opened: they could be of any file on this machine.
        if ! is_known "$name" || ! is_file "$name"; then
            differences="$differences; $name is listed and not there"
        elif [ "$(sha256 <"$name")" != "$sum" ]; then
            differences="$differences; $name has another sum"
        fi
    done <<<"${TEXT%$'\n'}"
    for name in $REQUIRED $OPTIONAL "${strangers[@]+"${strangers[@]}"}"; do
        if [ "$name" != checksums.sha256 ] && is_file "$name"; then
            case $listed in *" $name "*) ;; *) differences="$differences; $name is not listed" ;; esac
        fi
    done
    if [ -z "$differences" ]; then
        found passed checksums 'every file has the sum that is listed'
    else
        found failed checksums "${differences#; }"
    fi
}

read_consent() {
    consent_read=0 policy_named=0 banner_named=0
    if read_text consent/entry.json && [[ $TEXT =~ $CONSENT ]]; then
        consent_read=1
        banner_named=${#BASH_REMATCH[2]} banner_hash=${BASH_REMATCH[4]} banner_version=${BASH_REMATCH[5]}
        committed_context=${BASH_REMATCH[7]} committed_observed=${BASH_REMATCH[8]} committed_subject=${BASH_REMATCH[10]}
        event=${BASH_REMATCH[15]} occurred=${BASH_REMATCH[21]}
        policy_named=${#BASH_REMATCH[22]} policy_hash=${BASH_REMATCH[24]} policy_version=${BASH_REMATCH[25]}
        received=${BASH_REMATCH[26]} site=${BASH_REMATCH[27]}
    elif is_file consent/entry.json; then
        faults="$faults; consent/entry.json: it is no entry of a consent in its canonical bytes"
    fi
}

# NAME COMMITMENT
check_part() {
    local file=consent/evidence/$1.part
    if is_file "$file"; then
        if [ "$(sha256 <"$file")" = "$2" ]; then
            found passed "$1-committed" 'its hash is the commitment in the entry'
        else
            found failed "$1-committed" 'its hash is not the commitment in the entry'
        fi
    elif [ -n "$2" ]; then
        found 'not established' "$1-committed" 'it is not in the bundle: withheld or erased; its commitment stays' optional
    fi
}

# policy|banner NAMED HASH VERSION: what the consent names.
check_publication() {
    local published='' sha256='' its_site='' version='' read=0 effective document=''
    [ "$2" -gt 0 ] || [ -d "$1" ] || return 0
    check_folder "$1"
    if read_text "$1/entry.json" && [[ $TEXT =~ $PUBLICATION ]] && [ "${BASH_REMATCH[2]}" = "$1" ]; then
        read=1 published=${BASH_REMATCH[3]} sha256=${BASH_REMATCH[4]} its_site=${BASH_REMATCH[5]} version=${BASH_REMATCH[6]}
    elif is_file "$1/entry.json"; then
        faults="$faults; $1/entry.json: it is no entry of a $1 in its canonical bytes"
    fi
    [ $consent_read -eq 1 ] || return 0
    if is_file "$1/document.json"; then document=$(sha256 <"$1/document.json"); fi

    if [ $read -eq 0 ] || [ -z "$document" ]; then
        if [ -n "$3" ]; then
            found 'not established' "$1-document" "the $1 that the consent names is not in the bundle"
        else
            found 'not established' "$1-document" "the $1 that the consent names is not in the bundle" optional
        fi
    elif [ "$document" != "$sha256" ]; then
        found failed "$1-document" 'the document is not the one that was published'
    elif [ "$version" != "$4" ]; then
        found failed "$1-document" "the consent does not name this $1"
    elif [ -z "$3" ]; then
        found 'not established' "$1-document" 'the consent names the version, and not the hash of its document' optional
    elif [ "$document" = "$3" ]; then
        found passed "$1-document" 'it has the hash that the consent and its publication name'
    else
        found failed "$1-document" 'the consent names the hash of another document'
    fi

    effective=$occurred
    [[ ! $received < $occurred ]] || effective=$received
    if [ $read -eq 0 ]; then
        found 'not established' "$1-before" 'no publication can be read' optional
    elif [[ $published > $received ]]; then
        found failed "$1-before" "it is dated $published, after the consent"
    elif [[ $published > $effective ]]; then
        found 'not established' "$1-before" "it is dated $published" optional
    else
        found passed "$1-before" "it is dated $published" optional
    fi
    [ $read -eq 0 ] || [ "$its_site" = "$site" ] || other_site="the $1 is of $its_site, the consent of $site"
}

# --- Beginning ------------------------------------------------------------------------------------------------------

folder='' trust_file=''
while [ $# -gt 0 ]; do
    case $1 in
        --trust)
            [ $# -ge 2 ] || usage '--trust needs a value'
            [ -z "$trust_file" ] || usage '--trust is given twice'
            trust_file=$2
            shift
            ;;
        --trust=*) trust_file=${1#--trust=} ;;
        -h | --help)
            printf 'verify.sh [--trust FILE] [FOLDER]\nExit: 0 passed, 1 failed, 2 not established, 64 not called rightly.\n'
            exit 0
            ;;
        -*) usage "unknown option $1" ;;
        *)
            [ -z "$folder" ] || usage 'expected one folder'
            folder=$1
            ;;
    esac
    shift
done
folder=${folder:-.}
[ -d "$folder" ] || usage "$folder is no folder: unpack the ZIP file first"
command -v openssl >/dev/null || usage 'openssl is not installed'
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

case $trust_file in '' | /*) ;; *) trust_file=$PWD/$trust_file ;; esac
quorum=''
if [ -n "$trust_file" ]; then read_trust "$trust_file"; else quorum=none; fi
cd "$folder" || exit 2
ed25519=0
if knows_ed25519; then ed25519=1; fi

faults='' strangers=() other_site='' EXISTED='' EXISTED_NAME='' event=''
read_consent
check_names
check_checksums
check_folder consent
if [ $consent_read -eq 1 ]; then
    check_part subject "$committed_subject"
    check_part context "$committed_context"
    check_part observed "$committed_observed"
fi
check_publication policy "$policy_named" "${policy_hash:-}" "${policy_version:-}"
check_publication banner "$banner_named" "${banner_hash:-}" "${banner_version:-}"
if [ $consent_read -eq 0 ]; then
    found 'not established' site 'the consent cannot be read'
elif [ -n "$other_site" ]; then
    found failed site "$other_site"
else
    found passed site "consent, policy and banner are of $site"
fi

findings=0
if [ -z "$faults" ]; then
    found passed format 'the bundle has the files of its format'
else
    found failed format "${faults#; }"
fi
printf '%s\n' "${finding[@]}"
if [ -n "$event" ]; then printf 'This is about the event %s of %s.\n' "$event" "$site"; fi
if [ -n "$EXISTED" ]; then
    printf 'The entry existed no later than %s, according to witness %s.\n' "$(utc "$EXISTED")" "$EXISTED_NAME"
else
    printf 'By when the entry existed is not established.\n'
fi
if [ $failed -eq 1 ]; then
    printf 'Result: failed\n'
    exit 1
elif [ $open -eq 1 ]; then
    printf 'Result: not established\n'
    exit 2
fi
printf 'Result: passed\n'

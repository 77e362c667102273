/** A shell that can be taught how commands of `mam` go on. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/*
 * Each script hands the words on to `mam complete`, which answers with a line a candidate: the word, a blank, what it means.
 * So a shell that was taught once knows the commands of whichever version is installed. Where there is no candidate, the
 * shell completes names of files.
 */

// To bash, "=" and ":" are words of their own: what has no blank before it belongs to the word before. Of what is offered,
// readline inserts what follows the last of them. Bash 3.2, which macOS has, knows no negative index.
const bash = `# mam completion for bash
_mam() {
  local IFS=$'\\n' rest=\${COMP_LINE#*"\${COMP_WORDS[0]}"} last=-1 words=() word before=
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if ((last < 0)) || [[ $rest == [[:blank:]]* ]]; then
      words[++last]=
    fi
    before=\${words[last]}
    words[last]+=$word
    rest=\${rest#"\${rest%%[![:blank:]]*}"}
    rest=\${rest#"$word"}
  done
  [[ $word == [=:]* ]] && before+=$word
  COMPREPLY=($(mam complete -- "\${words[@]}" 2>/dev/null | cut -d ' ' -f 1))
  COMPREPLY=("\${COMPREPLY[@]#"$before"}")
}
complete -o bashdefault -o default -F _mam mam`;

const zsh = `#compdef mam
# mam completion for zsh
_mam() {
  local -a lines
  lines=("\${(@f)$(mam complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  lines=("\${(@)lines:#}")
  if (( \${#lines} == 0 )); then
    _files
    return
  fi
  local -a candidates
  candidates=("\${(@)lines//:/\\\\:}")
  candidates=("\${(@)candidates/ /:}")
  _describe -t commands mam candidates
}
compdef _mam mam`;

const fish = `# mam completion for fish
function __mam_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process) (commandline --current-token --cut-at-cursor)
    set -l found (mam complete -- $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        string replace ' ' \\t -- $found
    else
        __fish_complete_path (commandline --current-token --cut-at-cursor)
    end
end
complete --command mam --no-files --arguments '(__mam_complete)'`;

const powershell = `# mam completion for PowerShell
Register-ArgumentCompleter -Native -CommandName mam -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    # Windows PowerShell drops an argument that is empty, so that a blank stands for it.
    $last = if ($wordToComplete -eq '') { ' ' } else { $wordToComplete }
    # Bare, the script that npm installs beside the command would swallow the two hyphens.
    mam complete '--' @words $last 2>$null | ForEach-Object {
        $word, $description = $_ -split ' ', 2
        if (-not $description) { $description = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
    }
}`;

/** What each shell has to be told. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };

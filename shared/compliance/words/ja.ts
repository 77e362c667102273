import type { ComplianceWords } from '../user-words';

/** Japanese. */
export const japanese: ComplianceWords = {
  language: 'ja',
  reasons: {
    secureBoot: {
      problem: 'セキュア ブートがオフになっています。',
      advice: 'PC のファームウェア (UEFI) の設定でセキュア ブートをオンにしてから、PC を再起動してください。',
    },
    secureBootUnsupported: {
      problem: 'この PC ではセキュア ブートを使用できません。',
      advice: 'この PC を仕事に使用できるかどうか、管理者に問い合わせてください。',
    },
    encryption: {
      problem: 'Windows のあるドライブが暗号化されていません。',
      advice:
        'Windows の設定を開いて「暗号化」を検索し、オンにしてください。完了するまで PC の電源を入れたままにしてください。',
    },
    tpm: {
      problem: 'Windows がセキュリティ チップ (TPM) を検出できません。',
      advice:
        'PC のファームウェア (UEFI) の設定で TPM をオンにしてください。ない場合は、管理者に問い合わせてください。',
    },
    antivirus: {
      problem: 'ウイルス対策がオフまたは一時停止になっています。',
      advice:
        'Windows セキュリティを開き、ウイルスと脅威の防止、またはお使いのウイルス対策ソフトをオンにしてください。',
    },
    signatures: {
      problem: 'ウイルス対策が最新ではありません。',
      advice: 'Windows セキュリティを開き、保護の更新プログラムを確認してください。',
    },
    firewall: {
      problem: 'ファイアウォールがオフまたは一時停止になっています。',
      advice: 'Windows セキュリティを開き、すべてのネットワークでファイアウォールをオンにしてください。',
    },
    protection: {
      problem: '仕事用データの保護がまだ有効になっていません。',
      advice:
        'PC を再起動してから同期してください: Windows の設定、アカウント、職場または学校へのアクセス、情報、同期。',
    },
    protectionMissing: {
      problem: 'このバージョンの Windows では仕事用データを保護できません。',
      advice: 'この PC を仕事に使用できるかどうか、管理者に問い合わせてください。',
    },
    policy: {
      problem: '組織の設定の一部が PC に受け入れられませんでした。',
      advice:
        'もう一度同期してください: Windows の設定、アカウント、職場または学校へのアクセス、情報、同期。解決しない場合は、管理者に問い合わせてください。',
    },
    release: {
      problem: 'この Windows のバージョンは古すぎるか、不明です。',
      advice:
        'Windows Update ですべての更新プログラムをインストールしてください。このメッセージが消えない場合は、管理者に問い合わせてください。バージョンは、職場アカウントを追加したときにだけ報告されます。',
    },
    start: {
      problem: 'PC が組織の求める状態で起動していません。',
      advice:
        'すべての更新プログラムをインストールし、セキュア ブートとドライブの暗号化をオンにしてから、PC を再起動してください。',
    },
    startUnproven: {
      problem: 'PC が安全に起動したことを示す最近の証明がありません。',
      advice:
        'PC を再起動し、インターネットに接続したままにしてください。このメッセージが 2 日たっても消えない場合は、管理者に問い合わせてください。',
    },
    silence: {
      problem: 'PC から長い間連絡がありません。',
      advice:
        '電源を入れてインターネットに接続し、サインインしてから同期してください: Windows の設定、アカウント、職場または学校へのアクセス、情報、同期。',
    },
    unknown: {
      problem: '組織が求める情報の一部を PC が報告していません。',
      advice:
        'Windows Update ですべての更新プログラムをインストールしてください。このメッセージが消えない場合は、この PC を仕事に使用できるかどうか、管理者に問い合わせてください。',
    },
    pending: {
      problem: 'PC からの報告がまだすべて届いていません。',
      advice:
        '何もする必要はありません。電源を入れてインターネットに接続したままにし、明日もう一度ここを確認してください。',
    },
  },
};

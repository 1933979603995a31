import { SecretFormat } from '../secret-format';

/** Keys of those who run language models. */
export const LANGUAGE_MODEL_FORMATS: readonly SecretFormat[] = [
  // https://platform.claude.com/docs/en/api/overview#authentication
  { kind: 'an Anthropic key', marks: ['sk-ant-'], form: /sk-ant-[\w-]{20}/y },
  // https://openrouter.ai/docs/api-reference/authentication
  { kind: 'an OpenRouter key', marks: ['sk-or-v1-'], form: /sk-or-v1-[0-9a-f]{32}/y },
  // https://platform.openai.com/docs/api-reference/authentication
  {
    kind: 'an OpenAI key',
    marks: ['sk-'],
    form: /sk-(?:(?:proj|svcacct|admin|None|lf)-[\w-]{20}|(?=[A-Za-z]{0,40}\d)[A-Za-z0-9]{32})/y,
  },
  // https://console.groq.com/docs/quickstart
  { kind: 'a Groq key', marks: ['gsk_'], form: /gsk_[A-Za-z0-9]{40}/y },
  // https://huggingface.co/docs/hub/security-tokens
  { kind: 'a Hugging Face token', marks: ['hf_', 'api_org_'], form: /(?:hf|api_org)_[A-Za-z0-9]{30}/y },
  // https://replicate.com/docs/topics/security/api-tokens
  { kind: 'a Replicate token', marks: ['r8_'], form: /r8_[A-Za-z0-9]{30}/y },
  // https://docs.x.ai/docs/tutorial
  { kind: 'an xAI key', marks: ['xai-'], form: /xai-[A-Za-z0-9]{40}/y },
  // https://docs.perplexity.ai/getting-started/quickstart
  { kind: 'a Perplexity key', marks: ['pplx-'], form: /pplx-[A-Za-z0-9]{40}/y },
  // https://docs.api.nvidia.com/nim/reference/llm-apis
  { kind: 'an NVIDIA key', marks: ['nvapi-'], form: /nvapi-[\w-]{40}/y },
  // https://docs.together.ai/docs/quickstart
  { kind: 'a Together key', marks: ['tgp_v1_'], form: /tgp_v1_[\w-]{40}/y },
  // https://docs.fireworks.ai/api-reference/introduction
  { kind: 'a Fireworks key', marks: ['fw_'], form: /fw_(?=[A-Za-z]{0,20}\d)[A-Za-z0-9]{22}/y },
  // https://docs.langchain.com/langsmith/create-account-api-key
  { kind: 'a LangSmith key', marks: ['lsv2_'], form: /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/y },
  // https://docs.pinecone.io/guides/projects/manage-api-keys
  { kind: 'a Pinecone key', marks: ['pcsk_'], form: /pcsk_\w{40}/y },
  // https://docs.voyageai.com/docs/api-key-and-installation
  { kind: 'a Voyage key', marks: ['pa-'], form: /pa-(?=[A-Za-z_-]{0,40}\d)[\w-]{43}(?![\w-])/y },
  // https://elevenlabs.io/docs/api-reference/authentication
  { kind: 'an ElevenLabs key', marks: ['sk_'], form: /sk_[0-9a-f]{48}/y },
  // https://inference-docs.cerebras.ai/quickstart
  { kind: 'a Cerebras key', marks: ['csk-'], form: /csk-[a-z0-9]{40}/y },
];
